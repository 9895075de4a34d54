-- accounts.end_session
update user_session set ended_at = $2
 where session_digest = $1 and ended_at is null
