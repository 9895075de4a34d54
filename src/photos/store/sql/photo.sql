-- photos.photo
select p.photo_id, p.sent_digest, p.sent_size, p.digest, o.size, p.thumbnail_digest, t.size as thumbnail_size, p.media_type,
       p.width, p.height, p.file_name, p.taken_at, p.position, p.position_source, p.position_datum, p.position_accuracy_m,
       p.uploaded_by, p.uploaded_at
  from photo p join photo_object o on o.digest = p.digest join photo_object t on t.digest = p.thumbnail_digest
 where p.photo_id = $1
