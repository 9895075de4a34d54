-- signs.lock_order
-- $1 order. The row is the lock; what is read of the order must be read after it, by another statement.
select order_id from repair_order where order_id = $1 for no key update
