-- naming.remove_item
delete from naming_item where item_id = $1
