-- cooperation.risk_points
-- $1 ids  $2 neighbour  $3 line  $4 states  $5 township  $6 from day  $7 to day  $8 before this number  $9 limit
select r.risk_id as id, r.risk_number as number, r.neighbour_code, n.name as neighbour_name, r.line_id, r.version,
       r.created_at, r.state, r.township_code, r.screening_id, r.place, r.geom, r.description, r.grade, r.measures,
       r.owner, r.found_on, r.review_on, r.ended_on, r.end_reason
  from risk_point r
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or r.risk_id = any ($1))
   and ($2::text is null or r.neighbour_code = $2)
   and ($3::uuid is null or r.line_id = $3)
   and ($4::text[] is null or r.state::text = any ($4))
   and ($5::text is null or r.township_code = $5)
   and ($6::date is null or r.found_on >= $6)
   and ($7::date is null or r.found_on <= $7)
   and ($8::text is null or (length(r.risk_number), r.risk_number) < (length($8), $8))
 order by length(r.risk_number) desc, r.risk_number desc
 limit $9
