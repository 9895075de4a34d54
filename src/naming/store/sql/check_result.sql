-- naming.check_result
select result from naming_check where case_id = $1 and check_id = $2
