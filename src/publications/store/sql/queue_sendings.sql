-- publications.queue_sendings
-- Opinions from one address take turns until the end of the transaction, so that none is judged before the one ahead
-- of it has been counted.
select pg_advisory_xact_lock(hashtextextended('publications.receive ' || host($1::inet), 0))
