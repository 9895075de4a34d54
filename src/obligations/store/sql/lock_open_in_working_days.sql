-- obligations.lock_open_in_working_days
select from obligation
 where met_on is null and dropped_on is null
   and time_limit_id in (select time_limit_id from time_limit where day_count = 'working')
 order by obligation_id
   for update
