-- photos.hold_photo
-- It stays until the end of the transaction; one that is being swept is waited for, and then missing.
select from photo where photo_id = $1 for key share
