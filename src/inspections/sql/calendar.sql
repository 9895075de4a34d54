-- inspections.calendar
-- $1 code of a line, or null for all  $2 behind this code  $3 how many
-- For each line that both sides keep: its last round that was filed, and the one that is planned or under way.
select l.line_id, l.line_code, l.name, l.approved_on, done.round as last_round, done.filed_on as last_filed_on,
       done.lead_code as last_lead, done.inspection_id as last_id, open.inspection_id as open_id,
       open.inspection_number as open_number, open.state as open_state, open.round as open_round, open.year as open_year,
       open.due_on as open_due_on, open.lead_code as open_lead
  from boundary_line l
  left join lateral (select * from joint_inspection i
                      where i.line_id = l.line_id and i.kind = 'periodic' and i.state in ('filed', 'archived')
                      order by i.round desc limit 1) done on true
  left join lateral (select * from joint_inspection i
                      where i.line_id = l.line_id and i.kind = 'periodic' and i.state not in ('filed', 'archived', 'cancelled')
                      order by i.round desc limit 1) open on true
 where l.state in ('approved', 'published', 'managed')
   and ($1::text is null or l.line_code = $1)
   and ($2::text is null or l.line_code > $2)
 order by l.line_code
 limit $3
