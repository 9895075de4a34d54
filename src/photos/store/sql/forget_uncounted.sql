-- photos.forget_uncounted
delete from photo_part where photo_id = $1 and not is_counted
