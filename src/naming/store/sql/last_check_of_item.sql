-- naming.last_check_of_item
-- $1 case  $2 item, as text
select result from naming_check where case_id = $1 and position($2 in result) > 0 order by check_id desc limit 1
