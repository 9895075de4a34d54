-- signs.public_reports
-- $1 ids  $2 numbers  $3 sign  $4 damages  $5 received from  $6 received before  $7 updated from  $8 updated before
-- $9 open  $10 limit  $11 offset
select r.report_id, r.report_number, r.state, r.outcome, r.damage, r.received_at, r.ended_on, r.forwarded_to, r.updated_at,
       r.sign_id, r.sign_number, r.geom, r.shown, r.location, r.same_as, r.same_as_number, r.order_state, r.due_at
  from published_damage_report r
 where ($1::uuid[] is null or r.report_id = any ($1))
   and ($2::text[] is null or r.report_number = any ($2))
   and ($3::uuid is null or r.sign_id = $3)
   and ($4::damage_type[] is null or r.damage = any ($4))
   and ($5::timestamptz is null or r.received_at >= $5)
   and ($6::timestamptz is null or r.received_at < $6)
   and ($7::timestamptz is null or r.updated_at >= $7)
   and ($8::timestamptz is null or r.updated_at < $8)
   and ($9::boolean is null or (r.outcome in ('reported', 'verified', 'ordered')) = $9)
 order by r.received_at desc, r.report_id desc
 limit $10 offset $11
