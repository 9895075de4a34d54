-- signs.forget_parts
-- $1 order: it was opened again, and says anew what it used
delete from repair_part where order_id = $1
