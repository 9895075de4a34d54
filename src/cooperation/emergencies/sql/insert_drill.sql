-- cooperation.insert_drill
-- $1 id  $2 number  $3 neighbour  $4 line  $5 plan  $6 held on  $7 scenario  $8 participants  $9 findings
-- $10 improvement  $11 by  $12 at
insert into drill (drill_id, drill_number, neighbour_code, line_id, plan_id, held_on, scenario, participants, findings,
                   improvement, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
