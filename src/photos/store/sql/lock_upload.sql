-- photos.lock_upload
-- $1 photo  $2 account
select photo_id, length, received, metadata, file_name, sent_digest, expires_at
  from photo_upload where photo_id = $1 and user_id = $2 for update
