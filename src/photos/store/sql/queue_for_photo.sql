-- photos.queue_for_photo
-- Whoever names a photo before it is there and whoever keeps it take turns, until the end of the transaction.
select pg_advisory_xact_lock(hashtextextended('photos.photo ' || $1::uuid::text, 0))
