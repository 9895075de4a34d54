-- obligations.lock_open
select from obligation
 where subject_kind = $1 and subject_id = $2 and met_on is null and dropped_on is null
 order by obligation_id
   for update
