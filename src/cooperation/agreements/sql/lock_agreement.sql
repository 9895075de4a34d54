-- cooperation.lock_agreement
-- $1 agreement. The row is the lock; what is read of it must be read after it, by another statement.
select agreement_id from peace_agreement where agreement_id = $1 for no key update
