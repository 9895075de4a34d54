-- photos.attached
-- $1 kind of subject  $2 subject
select r.role, r.attached_by, r.attached_at,
       p.photo_id, p.sent_digest, p.sent_size, p.digest, o.size, p.thumbnail_digest, t.size as thumbnail_size, p.media_type,
       p.width, p.height, p.file_name, p.taken_at, p.position, p.position_source, p.position_datum, p.position_accuracy_m,
       p.uploaded_by, p.uploaded_at
  from photo_reference r join photo p using (photo_id)
  join photo_object o on o.digest = p.digest join photo_object t on t.digest = p.thumbnail_digest
 where r.subject_kind = $1 and r.subject_id = $2
 order by r.attached_at, p.photo_id, r.role
