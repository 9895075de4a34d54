-- accounts.tokens_of_user
select token_id, name, scopes, created_at, expires_at, last_used_at, revoked_at
  from api_token
 where user_id = $1
 order by created_at desc, token_id
