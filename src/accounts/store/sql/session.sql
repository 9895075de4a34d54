-- accounts.session
select s.opened_at, s.last_seen_at,
       u.user_id, u.login, u.display_name, u.role::text as role, u.township_code, u.created_at, u.disabled_at
  from user_session s
  join user_account u using (user_id)
 where s.session_digest = $1 and s.ended_at is null and u.disabled_at is null
