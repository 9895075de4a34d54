-- cooperation.drills
-- $1 ids  $2 neighbour  $3 line  $4 states: has none  $5 township: has none  $6 from day  $7 to day  $8 before this number
-- $9 limit
select d.drill_id as id, d.drill_number as number, d.neighbour_code, n.name as neighbour_name, d.line_id,
       1::bigint as version, d.created_at, d.plan_id, d.held_on, d.scenario, d.participants, d.findings, d.improvement
  from drill d
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or d.drill_id = any ($1))
   and ($2::text is null or d.neighbour_code = $2)
   and ($3::uuid is null or d.line_id = $3)
   and $4::text[] is null
   and $5::text is null
   and ($6::date is null or d.held_on >= $6)
   and ($7::date is null or d.held_on <= $7)
   and ($8::text is null or (length(d.drill_number), d.drill_number) < (length($8), $8))
 order by length(d.drill_number) desc, d.drill_number desc
 limit $9
