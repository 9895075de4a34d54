-- photos.insert_upload
insert into photo_upload (photo_id, user_id, length, metadata, file_name, sent_digest, begun_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
