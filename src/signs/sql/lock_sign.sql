-- signs.lock_sign
-- $1 sign. The row is the lock; what is read of the sign must be read after it, by another statement.
select sign_id from sign where sign_id = $1 for no key update
