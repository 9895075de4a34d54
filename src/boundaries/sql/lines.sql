-- boundaries.lines
-- $1 ids  $2 codes of lines  $3 code of a side  $4 level  $5 states  $6 after this code  $7 limit
select l.line_id, l.line_code, l.state, l.name, l.left_code, l.right_code, l.length_m, l.source, l.agreement_number, l.agreed_on,
       l.approving_authority, l.approval_number, l.approved_on, l.published_on, l.ended_on, l.alignment, l.disputed,
       l.illustrative,
       greatest(l.recorded_in, (select max(s.recorded_in) from boundary_segment s where s.line_id = l.line_id)) as version
  from boundary_line l
 where ($1::uuid[] is null or l.line_id = any ($1))
   and ($2::text[] is null or l.line_code = any ($2))
   and ($3::text is null or $3 in (l.left_code, l.right_code))
   and ($4::boundary_level is null or l.level = $4)
   and ($5::boundary_line_state[] is null or l.state = any ($5))
   and ($6::text is null or l.line_code > $6)
 order by l.line_code
 limit $7
