-- photos.lock_unused_object
-- One object that nothing held when this was asked; from now on none can get it.
-- $1 announced before
select digest from photo_object o
 where announced_at < $1
   and not exists (select from photo p where p.digest = o.digest)
   and not exists (select from photo p where p.thumbnail_digest = o.digest)
   and not exists (select from object_holder h where h.digest = o.digest)
 limit 1 for update skip locked
