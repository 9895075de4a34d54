-- photos.insert_photo
insert into photo (photo_id, sent_digest, sent_size, digest, thumbnail_digest, media_type, width, height, file_name, taken_at,
                   position, position_source, position_datum, position_accuracy_m, uploaded_by, uploaded_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
