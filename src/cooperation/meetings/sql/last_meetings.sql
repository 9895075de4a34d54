-- cooperation.last_meetings
-- the last regular meeting with each neighbour, and the next one that is planned
select n.neighbour_code, n.name, n.meeting_months, n.created_at,
       max(m.held_on) filter (where m.held_on is not null) as held_on,
       min(m.meeting_number) filter (where m.state in ('planned', 'invited')) as planned
  from neighbour n
  left join meeting m on m.neighbour_code = n.neighbour_code and m.kind = 'regular'
 group by n.neighbour_code
 order by n.neighbour_code
