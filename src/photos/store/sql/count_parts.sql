-- photos.count_parts
-- $1 photo  $2 request
with counted as (
  update photo_part set is_counted = true where photo_id = $1 and patch_id = $2 returning octet_length(content) as bytes
)
select coalesce(sum(bytes), 0)::bigint as bytes from counted
