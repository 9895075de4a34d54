-- photos.lock_unattached
-- Photos that nothing referred to when this was asked; from now on nothing new can refer to them.
-- $1 uploaded before  $2 at most so many
select photo_id from photo p
 where uploaded_at < $1 and not exists (select from photo_reference r where r.photo_id = p.photo_id)
 order by uploaded_at limit $2 for update skip locked
