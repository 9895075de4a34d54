-- photos.end_expired
delete from photo_upload where expires_at <= $1
