-- accounts.touch_session
update user_session set last_seen_at = $2
 where session_digest = $1 and ended_at is null and last_seen_at < $2
