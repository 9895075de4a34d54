-- verification.give_up_answer
-- $1 check  $2 instance
delete from index_check_answer where check_id = $1::uuid and instance = $2::text
