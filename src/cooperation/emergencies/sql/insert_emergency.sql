-- cooperation.insert_emergency
-- $1 id  $2 number  $3 neighbour  $4 line  $5 plan  $6 township  $7 title  $8 place  $9 description  $10 alerted at
-- $11 first report due  $12 by  $13 at
insert into emergency (emergency_id, emergency_number, neighbour_code, line_id, state, plan_id, township_code, title, place,
                       description, alerted_at, latest_at, first_report_due, created_by, created_at)
values ($1, $2, $3, $4, 'alert', $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)
