-- register.change_street
-- $1 street  $2 first day of the edition
update street
   set road_class = $3, admin_tier = $4, starts_at = $5, ends_at = $6, length_m = $7, width_m = $8, orientation = $9,
       surface = $10
 where street_id = $1 and valid_from = $2
