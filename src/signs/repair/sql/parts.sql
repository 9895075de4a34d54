-- signs.parts
-- $1 order
select part, quantity, cost_fen from repair_part where order_id = $1 order by position
