-- signs.insert_sign
-- $1 sign  $2 number  $3 state  $4 type  $5 place  $6 placement  $7 crossing  $8 location  $9 support  $10 material
-- $11 width mm  $12 height mm  $13 maker  $14 owner  $15 installed on  $16 illustrative  $17 position  $18 accuracy m
insert into sign (sign_id, sign_number, state, type, place_id, placement, crossing_id, location, support, material, width_mm,
                  height_mm, maker, owner, installed_on, illustrative, geom, accuracy_m)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
