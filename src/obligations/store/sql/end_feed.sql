-- obligations.end_feed
delete from obligation_feed where user_id = $1
