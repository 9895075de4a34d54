-- obligations.replace_feed
insert into obligation_feed (user_id, secret_digest, made_at) values ($1, $2, $3)
on conflict (user_id) do update set secret_digest = excluded.secret_digest, made_at = excluded.made_at
