-- accounts.revoke_token
update api_token set revoked_at = $3
 where user_id = $1 and token_id = $2 and revoked_at is null
