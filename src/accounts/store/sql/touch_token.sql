-- accounts.touch_token
update api_token set last_used_at = $2
 where token_id = $1 and (last_used_at is null or last_used_at < $2)
