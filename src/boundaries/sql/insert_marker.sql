-- boundaries.insert_marker
-- $1 marker  $2 line  $3 point  $4 serial  $5 letter  $6 number  $7 type  $8 faces  $9 state  $10 material  $11 location
-- $12 set on  $13 responsible code  $14 position  $15 accuracy m  $16 height m  $17 method  $18 illustrative
insert into boundary_marker (marker_id, line_id, point_id, serial, letter, marker_number, type, faces, state, material, location,
                             set_on, responsible_code, geom, accuracy_m, height_m, method, illustrative)
values ($1, $2, $3, $4, $5::text::"char", $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
