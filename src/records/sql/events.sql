-- records.events
-- $1 kind of case  $2 case
select position, at, actor, actor_id, kind, from_state, to_state, facts, previous_digest, digest
  from event where subject_kind = $1 and subject_id = $2 order by position
