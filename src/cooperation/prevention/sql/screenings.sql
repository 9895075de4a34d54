-- cooperation.screenings
-- $1 ids  $2 neighbour  $3 line  $4 kinds  $5 township: has none  $6 from day  $7 to day  $8 before this number  $9 limit
select s.screening_id as id, s.screening_number as number, s.neighbour_code, n.name as neighbour_name, s.line_id,
       1::bigint as version, s.created_at, s.kind, s.held_on, s.route, s.participants, s.findings
  from screening s
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or s.screening_id = any ($1))
   and ($2::text is null or s.neighbour_code = $2)
   and ($3::uuid is null or s.line_id = $3)
   and ($4::text[] is null or s.kind::text = any ($4))
   and $5::text is null
   and ($6::date is null or s.held_on >= $6)
   and ($7::date is null or s.held_on <= $7)
   and ($8::text is null or (length(s.screening_number), s.screening_number) < (length($8), $8))
 order by length(s.screening_number) desc, s.screening_number desc
 limit $9
