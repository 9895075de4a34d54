-- custody.defects
-- $1 ids  $2 number of a marker  $3 states  $4 behind this number  $5 how many. The newest number first.
select d.*, m.marker_number, l.left_code, l.right_code, reporter.login as reporter, ours.login as ours_login
  from marker_defect d
  join boundary_marker m using (marker_id)
  join boundary_line l using (line_id)
  join user_account reporter on reporter.user_id = d.reported_by
  left join user_account ours on ours.user_id = d.ours_by
 where ($1::uuid[] is null or d.defect_id = any ($1))
   and ($2::text is null or m.marker_number = $2)
   and ($3::defect_state[] is null or d.state = any ($3))
   and ($4::text is null or d.defect_number < $4)
 order by d.defect_number desc
 limit $5
