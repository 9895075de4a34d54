-- inspections.inspections
-- $1 ids  $2 line  $3 code of the neighbour  $4 states  $5 year  $6 behind this number  $7 how many. The newest number first.
select i.*, l.line_code, l.name as line_name, ours.side_code as ours_code, ours.name as ours_name,
       theirs.side_code as theirs_code, theirs.name as theirs_name
  from joint_inspection i
  join boundary_line l using (line_id)
  join joint_inspection_side ours on ours.inspection_id = i.inspection_id and ours.ours
  join joint_inspection_side theirs on theirs.inspection_id = i.inspection_id and not theirs.ours
 where ($1::uuid[] is null or i.inspection_id = any ($1))
   and ($2::uuid is null or i.line_id = $2)
   and ($3::text is null or theirs.side_code = $3)
   and ($4::inspection_state[] is null or i.state = any ($4))
   and ($5::integer is null or i.year = $5)
   and ($6::text is null or i.inspection_number < $6)
 order by i.inspection_number desc
 limit $7
