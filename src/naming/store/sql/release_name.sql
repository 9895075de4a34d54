-- naming.release_name
update naming_reservation set released_at = $2 where item_id = $1 and released_at is null
