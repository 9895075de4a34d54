-- cooperation.lock_emergency
-- $1 emergency. The row is the lock; what is read of it must be read after it, by another statement.
select emergency_id from emergency where emergency_id = $1 for no key update
