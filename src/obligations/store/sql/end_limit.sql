-- obligations.end_limit
update time_limit set valid_to = $2 where time_limit_id = $1
