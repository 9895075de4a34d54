-- accounts.insert_token
insert into api_token (token_id, token_digest, user_id, name, scopes, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
