-- photos.insert_reference
-- The same again changes nothing.
insert into photo_reference (photo_id, subject_kind, subject_id, role, attached_by, attached_at)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing
