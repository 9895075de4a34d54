-- cooperation.emergencies
-- $1 ids  $2 neighbour  $3 line  $4 states  $5 township  $6 from day  $7 to day  $8 before this number  $9 limit
select e.emergency_id as id, e.emergency_number as number, e.neighbour_code, n.name as neighbour_name, e.line_id, e.version,
       e.created_at, e.state, e.level, e.plan_id, e.township_code, e.title, e.place, e.description, e.alerted_at,
       e.latest_at, e.ended_at, e.first_report_due, e.first_report_at, e.final_report_due, e.final_report_at, e.aftercare,
       e.review
  from emergency e
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or e.emergency_id = any ($1))
   and ($2::text is null or e.neighbour_code = $2)
   and ($3::uuid is null or e.line_id = $3)
   and ($4::text[] is null or e.state::text = any ($4))
   and ($5::text is null or e.township_code = $5)
   and ($6::date is null or (e.alerted_at at time zone 'Asia/Shanghai')::date >= $6)
   and ($7::date is null or (e.alerted_at at time zone 'Asia/Shanghai')::date <= $7)
   and ($8::text is null or (length(e.emergency_number), e.emergency_number) < (length($8), $8))
 order by length(e.emergency_number) desc, e.emergency_number desc
 limit $9
