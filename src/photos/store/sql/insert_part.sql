-- photos.insert_part
insert into photo_part (photo_id, patch_id, starts_at, is_counted, content) values ($1, $2, $3, $4, $5)
