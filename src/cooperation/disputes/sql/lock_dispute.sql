-- cooperation.lock_dispute
-- $1 dispute. The row is the lock; what is read of the dispute must be read after it, by another statement.
select dispute_id from dispute where dispute_id = $1 for no key update
