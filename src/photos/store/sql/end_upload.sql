-- photos.end_upload
-- $1 photo  $2 account
delete from photo_upload where photo_id = $1 and user_id = $2
