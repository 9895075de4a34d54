-- verification.forget_checks
delete from index_check where asked_at < clock_timestamp() - interval '1 day'
