-- photos.parts
-- What is kept, and what this request has brought.
-- $1 photo  $2 request
select content from photo_part where photo_id = $1 and (is_counted or patch_id = $2) order by starts_at
