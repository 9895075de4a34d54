-- photos.awaited
-- $1 kind of subject  $2 subject
select distinct photo_id from photo_awaited where subject_kind = $1 and subject_id = $2 order by photo_id
