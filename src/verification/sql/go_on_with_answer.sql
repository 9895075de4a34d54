-- verification.go_on_with_answer
-- $1 check  $2 instance  $3 runs compared so far
update index_check_answer set compared = $3::bigint where check_id = $1::uuid and instance = $2::text
