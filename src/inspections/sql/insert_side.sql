-- inspections.insert_side
-- $1 inspection  $2 code  $3 whether it is ours  $4 name
insert into joint_inspection_side (inspection_id, side_code, ours, name) values ($1, $2, $3, $4)
