-- field.lock_item
select from field_item where item_id = $1 for update
