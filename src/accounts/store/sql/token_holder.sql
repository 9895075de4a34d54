-- accounts.token_holder
select t.token_id, t.scopes, t.last_used_at,
       u.user_id, u.login, u.display_name, u.role::text as role, u.township_code, u.created_at, u.disabled_at
  from api_token t
  join user_account u using (user_id)
 where t.token_digest = $1 and t.revoked_at is null and t.expires_at > $2 and u.disabled_at is null
