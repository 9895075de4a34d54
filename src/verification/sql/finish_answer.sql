-- verification.finish_answer
-- $1 check  $2 instance  $3 report
update index_check_answer set compared = of_all, report = $3::jsonb
 where check_id = $1::uuid and instance = $2::text
