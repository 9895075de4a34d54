-- signs.reports
-- $1 ids  $2 states  $3 damage  $4 signs  $5 order  $6 township  $7 before this number  $8 limit
select r.report_id, r.report_number, r.state, r.source, r.damage, r.severity, r.sign_id, s.sign_number, r.face_id,
       r.location, r.description, r.geom, r.accuracy_m, r.stated_crs, r.township_code, r.same_as, r.forwarded_to,
       r.order_id, r.seen_at, r.received_at, r.ended_on, r.reported_by, r.version
  from damage_report r
  left join sign s using (sign_id)
 where ($1::uuid[] is null or r.report_id = any ($1))
   and ($2::report_state[] is null or r.state = any ($2))
   and ($3::damage_type is null or r.damage = $3)
   and ($4::uuid[] is null or r.sign_id = any ($4))
   and ($5::uuid is null or r.order_id = $5)
   and ($6::text is null or r.township_code = $6)
   and ($7::text is null or (length(r.report_number), r.report_number) < (length($7), $7))
 order by length(r.report_number) desc, r.report_number desc
 limit $8
