-- naming.forget_place
delete from naming_place_reservation where item_id = $1
