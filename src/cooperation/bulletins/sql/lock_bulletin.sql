-- cooperation.lock_bulletin
-- $1 bulletin. The row is the lock; what is read of the bulletin must be read after it, by another statement.
select bulletin_id from bulletin where bulletin_id = $1 for no key update
