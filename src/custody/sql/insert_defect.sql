-- custody.insert_defect
-- $1 id  $2 number  $3 marker  $4 kind  $5 seen at  $6 due at  $7 description  $8 deliberate  $9 inspection  $10 account  $11 instant
insert into marker_defect (defect_id, defect_number, marker_id, kind, state, seen_at, due_at, description, deliberate, inspection_id,
                           reported_by, reported_at)
values ($1, $2, $3, $4, 'reported', $5, $6, $7, $8, $9, $10, $11)
