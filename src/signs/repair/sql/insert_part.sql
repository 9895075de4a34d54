-- signs.insert_part
-- $1 order  $2 position  $3 part  $4 quantity  $5 cost, fen
insert into repair_part (order_id, position, part, quantity, cost_fen) values ($1, $2, $3, $4, $5)
