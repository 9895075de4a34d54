-- photos.insert_awaited
-- The same again changes nothing.
insert into photo_awaited (photo_id, subject_kind, subject_id, role, user_id, named_by, named_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
