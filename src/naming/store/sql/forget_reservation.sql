-- naming.forget_reservation
delete from naming_reservation where item_id = $1
