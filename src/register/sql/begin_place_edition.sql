-- register.begin_place_edition
-- $1 place  $2 first day  $3 end  $4 category  $5 geometry; all else as in the edition that ends on the first day
insert into place (place_id, valid_from, valid_to, place_code, category, division_id, illustrative, is_public,
                   attributes, geom)
select place_id, $2, $3, place_code, $4, division_id, illustrative, is_public, attributes, $5
  from place where place_id = $1 and valid_to = $2
