-- photos.open_of_user
-- $1 account  $2 now
select count(*) as uploads, coalesce(sum(length), 0)::bigint as bytes
  from photo_upload where user_id = $1 and expires_at > $2
