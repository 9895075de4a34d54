-- photos.attach_awaited
-- $1 photo that has arrived  $2 account that sent it  $3 instant
with named as (delete from photo_awaited where photo_id = $1 returning subject_kind, subject_id, photo_id, role, user_id, named_by)
insert into photo_reference (photo_id, subject_kind, subject_id, role, attached_by, attached_at)
select photo_id, subject_kind, subject_id, role, named_by, $3 from named where user_id = $2
on conflict do nothing
