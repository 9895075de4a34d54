-- signs.orders
-- $1 ids  $2 states  $3 sign  $4 log-in name of the crew  $5 cause  $6 township  $7 before this number  $8 limit
select o.order_id, o.order_number, o.kind, o.state, o.sign_id, s.sign_number, o.face_id, o.new_text, o.new_pinyin,
       o.is_dangerous, o.task, o.cause_kind, o.cause_id, o.township_code, o.due_at, o.crew_id, c.login as crew, o.contractor, o.started_at,
       o.done_at, o.done_by, o.accepted_at, o.accepted_by, o.cost_fen, o.position_after, o.reopened, o.version,
       o.created_by, o.created_at
  from repair_order o
  join sign s using (sign_id)
  left join user_account c on c.user_id = o.crew_id
 where ($1::uuid[] is null or o.order_id = any ($1))
   and ($2::order_state[] is null or o.state = any ($2))
   and ($3::uuid is null or o.sign_id = $3)
   and ($4::text is null or c.login = $4)
   and ($5::uuid is null or o.cause_id = $5)
   and ($6::text is null or o.township_code = $6)
   and ($7::text is null or (length(o.order_number), o.order_number) < (length($7), $7))
 order by length(o.order_number) desc, o.order_number desc
 limit $8
