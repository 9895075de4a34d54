-- archives.insert_scan
-- $1 scan  $2 item  $3 ordinal  $4 digest  $5 size  $6 media type  $7 pages  $8 counted pages  $9 by  $10 at
insert into archive_scan
  (scan_id, item_id, ordinal, digest, size, media_type, pages, counted_pages, scanned_by, scanned_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
