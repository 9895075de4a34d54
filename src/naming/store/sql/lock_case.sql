-- naming.lock_case
select case_id from naming_case where case_id = $1 for no key update
