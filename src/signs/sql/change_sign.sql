-- signs.change_sign
-- $1 sign  $2 type  $3 place  $4 placement  $5 crossing  $6 location  $7 support  $8 material  $9 width mm  $10 height mm
-- $11 maker  $12 owner  $13 installed on  $14 position  $15 accuracy m
update sign
   set type = $2, place_id = $3, placement = $4, crossing_id = $5, location = $6, support = $7, material = $8,
       width_mm = $9, height_mm = $10, maker = $11, owner = $12, installed_on = $13, geom = $14, accuracy_m = $15
 where sign_id = $1
