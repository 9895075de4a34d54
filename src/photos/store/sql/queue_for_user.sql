-- photos.queue_for_user
-- Uploads of one account are begun one after the other, so that none is judged before the one ahead of it is counted.
select pg_advisory_xact_lock(hashtextextended('photos.begin ' || $1::uuid, 0))
