-- archives.items
-- $1 volumes
select item_id, volume_id, serial, item_type, document_number, author, title, dated_on, secrecy, pages, sealed, signed,
       remark, removed_at, removed_reason
  from archive_item
 where volume_id = any ($1)
 order by volume_id, removed_at nulls first, serial, item_id
