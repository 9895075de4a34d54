-- cooperation.meetings
-- $1 ids  $2 neighbour  $3 line  $4 states  $5 township: has none  $6 from day  $7 to day  $8 before this number  $9 limit
select m.meeting_id as id, m.meeting_number as number, m.neighbour_code, n.name as neighbour_name, m.line_id, m.version,
       m.created_at, m.kind, m.state, m.title, m.host, m.planned_on, m.place, m.agenda, m.invited_on, m.invitation_number,
       m.held_on, m.attendance, m.minutes, u.login as ours_by, m.ours_on, m.theirs_by, m.theirs_on, m.theirs_document,
       m.theirs_digest, m.ended_on, m.end_reason
  from meeting m
  join neighbour n using (neighbour_code)
  left join user_account u on u.user_id = m.ours_by
 where ($1::uuid[] is null or m.meeting_id = any ($1))
   and ($2::text is null or m.neighbour_code = $2)
   and ($3::uuid is null or m.line_id = $3)
   and ($4::text[] is null or m.state::text = any ($4))
   and $5::text is null
   and ($6::date is null or coalesce(m.held_on, m.planned_on) >= $6)
   and ($7::date is null or coalesce(m.held_on, m.planned_on) <= $7)
   and ($8::text is null or (length(m.meeting_number), m.meeting_number) < (length($8), $8))
 order by length(m.meeting_number) desc, m.meeting_number desc
 limit $9
