-- archives.delete_links
-- $1 item
delete from archive_item_link where item_id = $1
