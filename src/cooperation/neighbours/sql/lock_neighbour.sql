-- cooperation.lock_neighbour
-- $1 code. The row is the lock; what is read of the neighbour must be read after it, by another statement.
select neighbour_code from neighbour where neighbour_code = $1 for no key update
