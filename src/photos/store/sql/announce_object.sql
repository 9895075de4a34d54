-- photos.announce_object
-- Waits for a sweep that is removing the same object.
-- $1 digest  $2 size  $3 now
insert into photo_object (digest, size, announced_at) values ($1, $2, $3)
on conflict (digest) do update set announced_at = greatest(photo_object.announced_at, excluded.announced_at)
