-- archives.lock_volume
-- $1 volume. The row is the lock; what is read of the volume must be read after it, by another statement.
select volume_id from archive_volume where volume_id = $1 for no key update
