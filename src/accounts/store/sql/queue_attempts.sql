-- accounts.queue_attempts
-- Attempts at one log-in name take turns until the end of the transaction, so that none is judged before the one
-- ahead of it has been counted.
select pg_advisory_xact_lock(hashtextextended('accounts.log_in ' || $1::text, 0))
