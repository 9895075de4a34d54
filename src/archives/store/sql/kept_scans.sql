-- archives.kept_scans
-- $1 after this scan  $2 limit: scans with where they belong
select s.scan_id, s.item_id, s.ordinal, s.digest, s.size, s.media_type, s.pages, s.counted_pages, s.scanned_at,
       s.withdrawn_at, s.withdrawn_reason, coalesce(v.catalogue_number, v.title) as volume, i.serial, i.title
  from archive_scan s join archive_item i using (item_id) join archive_volume v using (volume_id)
 where $1::uuid is null or s.scan_id > $1
 order by s.scan_id
 limit $2
