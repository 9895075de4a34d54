-- photos.complete_upload
-- $1 photo  $2 where it must still stand
delete from photo_upload where photo_id = $1 and received = $2
