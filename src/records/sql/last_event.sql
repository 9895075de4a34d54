-- records.last_event
-- $1 kind of case  $2 case
select position, digest from event where subject_kind = $1 and subject_id = $2 order by position desc limit 1
