-- archives.scans
-- $1 volumes
select s.scan_id, s.item_id, s.ordinal, s.digest, s.size, s.media_type, s.pages, s.counted_pages, s.scanned_at,
       s.withdrawn_at, s.withdrawn_reason
  from archive_scan s join archive_item i using (item_id)
 where i.volume_id = any ($1)
 order by s.item_id, s.ordinal
