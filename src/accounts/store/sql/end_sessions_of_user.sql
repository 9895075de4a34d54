-- accounts.end_sessions_of_user
update user_session set ended_at = $2
 where user_id = $1 and ended_at is null
