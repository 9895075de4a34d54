-- naming.doers
-- $1 case  $2 actions
select distinct actor_id from event
 where subject_kind = 'naming_case' and subject_id = $1 and kind = any ($2) and actor_id is not null
