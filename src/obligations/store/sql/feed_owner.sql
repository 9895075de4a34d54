-- obligations.feed_owner
select user_id from obligation_feed where secret_digest = $1
