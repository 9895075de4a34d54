-- accounts.open_session
insert into user_session (session_digest, user_id, opened_at, last_seen_at)
values ($1, $2, $3, $3)
