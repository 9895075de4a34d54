-- photos.delete_unattached
-- Asks again what refers to them: somebody may have attached one until its row was locked.
-- $1 photos, locked
delete from photo p
 where photo_id = any ($1) and not exists (select from photo_reference r where r.photo_id = p.photo_id)
