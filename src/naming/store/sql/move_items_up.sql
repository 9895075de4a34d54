-- naming.move_items_up
-- $1 case  $2 the number that has become free
update naming_item set position = position - 1 where case_id = $1 and position > $2
