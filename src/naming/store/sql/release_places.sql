-- naming.release_places
update naming_place_reservation set released_at = $2 where item_id = any ($1) and released_at is null
