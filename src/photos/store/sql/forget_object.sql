-- photos.forget_object
-- Asks again who has it: a photo or another holder may have got it until its row was locked.
delete from photo_object o
 where digest = $1
   and not exists (select from photo p where p.digest = o.digest)
   and not exists (select from photo p where p.thumbnail_digest = o.digest)
   and not exists (select from object_holder h where h.digest = o.digest)
