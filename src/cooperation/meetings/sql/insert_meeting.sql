-- cooperation.insert_meeting
-- $1 id  $2 number  $3 neighbour  $4 line  $5 kind  $6 title  $7 host  $8 planned on  $9 place  $10 agenda  $11 by  $12 at
insert into meeting (meeting_id, meeting_number, neighbour_code, line_id, kind, state, title, host, planned_on, place,
                     agenda, created_by, created_at)
values ($1, $2, $3, $4, $5, 'planned', $6, $7, $8, $9, $10, $11, $12)
