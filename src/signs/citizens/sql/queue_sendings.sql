-- signs.queue_sendings
-- What comes from one address takes turns until the end of the transaction, so that nothing is judged before the one
-- ahead of it has been counted.
select pg_advisory_xact_lock(hashtextextended('signs.citizens ' || host($1::inet), 0))
