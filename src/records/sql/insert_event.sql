-- records.insert_event
insert into event (event_id, subject_kind, subject_id, position, at, actor, actor_id, kind, from_state, to_state, facts,
                   previous_digest, digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
