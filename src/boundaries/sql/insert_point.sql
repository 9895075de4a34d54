-- boundaries.insert_point
-- $1 point  $2 kind  $3 name  $4 agreement  $5 agreed on  $6 position  $7 accuracy m  $8 illustrative
insert into boundary_point (point_id, kind, name, agreement, agreed_on, geom, accuracy_m, illustrative)
values ($1, $2, $3, $4, $5, $6, $7, $8)
