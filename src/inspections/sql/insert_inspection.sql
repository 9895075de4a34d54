-- inspections.insert_inspection
-- $1 id  $2 number  $3 line  $4 kind  $5 trigger  $6 reason  $7 round  $8 year  $9 due day  $10 code of the side that leads  $11 state
-- $12 instant
insert into joint_inspection (inspection_id, inspection_number, line_id, kind, trigger, reason, round, year, due_on, lead_code, state,
                              created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
