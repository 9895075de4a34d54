-- signs.save_order
-- $1 order  $2 state  $3 crew  $4 contractor  $5 due at  $6 started at  $7 done at  $8 done by  $9 accepted at
-- $10 accepted by  $11 cost, fen  $12 position after  $13 reopened
update repair_order
   set state = $2, crew_id = $3, contractor = $4, due_at = $5, started_at = $6, done_at = $7, done_by = $8, accepted_at = $9,
       accepted_by = $10, cost_fen = $11, position_after = $12, reopened = $13, version = version + 1
 where order_id = $1
returning version
