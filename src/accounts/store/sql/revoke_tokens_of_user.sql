-- accounts.revoke_tokens_of_user
update api_token set revoked_at = $2
 where user_id = $1 and revoked_at is null
