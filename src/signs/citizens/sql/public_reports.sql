-- signs.public_reports
-- $1 ids  $2 numbers  $3 sign  $4 damages  $5 received from  $6 received before  $7 updated from  $8 updated before
-- $9 open  $10 limit  $11 offset. A duplicate is open or over like the report at the end of its chain.
with recursive chain (report_id, at, steps) as (
    select report_id, report_id, 0 from published_damage_report where $9::boolean is not null and state = 'duplicate'
    union all
    select c.report_id, r.same_as, c.steps + 1
      from chain c join published_damage_report r on r.report_id = c.at
     where r.same_as is not null and c.steps < 10
), standing (report_id, state) as (
    select distinct on (c.report_id) c.report_id, r.state
      from chain c join published_damage_report r on r.report_id = c.at
     order by c.report_id, c.steps desc
)
select r.report_id, r.report_number, r.state, r.damage, r.received_at, r.ended_on, r.forwarded_to, r.updated_at, r.sign_id,
       r.sign_number, r.geom, r.shown, r.location, r.same_as, r.same_as_number, r.order_state, r.due_at
  from published_damage_report r
  left join standing on standing.report_id = r.report_id
 where ($1::uuid[] is null or r.report_id = any ($1))
   and ($2::text[] is null or r.report_number = any ($2))
   and ($3::uuid is null or r.sign_id = $3)
   and ($4::damage_type[] is null or r.damage = any ($4))
   and ($5::timestamptz is null or r.received_at >= $5)
   and ($6::timestamptz is null or r.received_at < $6)
   and ($7::timestamptz is null or r.updated_at >= $7)
   and ($8::timestamptz is null or r.updated_at < $8)
   and ($9::boolean is null
        or (coalesce(standing.state, r.state) in ('reported', 'verified', 'ordered')) = $9)
 order by r.received_at desc, r.report_id desc
 limit $10 offset $11
