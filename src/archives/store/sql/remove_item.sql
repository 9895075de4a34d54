-- archives.remove_item
-- $1 item  $2 reason  $3 by  $4 at
update archive_item set removed_reason = $2, removed_by = $3, removed_at = $4 where item_id = $1
