-- cooperation.disputes
-- $1 ids  $2 neighbour  $3 line  $4 states  $5 township  $6 from day  $7 to day  $8 before this number  $9 limit
select d.dispute_id as id, d.dispute_number as number, d.neighbour_code, n.name as neighbour_name, d.line_id, d.version,
       d.created_at, d.state, d.track, d.township_code, d.place, d.description, d.parties, d.people, d.reported_at,
       d.response_due, d.responded_at, d.department, d.settled_on, d.settlement, d.ended_on
  from dispute d
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or d.dispute_id = any ($1))
   and ($2::text is null or d.neighbour_code = $2)
   and ($3::uuid is null or d.line_id = $3)
   and ($4::text[] is null or d.state::text = any ($4))
   and ($5::text is null or d.township_code = $5)
   and ($6::date is null or (d.reported_at at time zone 'Asia/Shanghai')::date >= $6)
   and ($7::date is null or (d.reported_at at time zone 'Asia/Shanghai')::date <= $7)
   and ($8::text is null or (length(d.dispute_number), d.dispute_number) < (length($8), $8))
 order by length(d.dispute_number) desc, d.dispute_number desc
 limit $9
