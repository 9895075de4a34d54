-- register.begin_place_again
-- $1 place  $2 first day; as in the edition that ended last, by then
insert into place (place_id, valid_from, place_code, category, division_id, illustrative, is_public, attributes, geom)
select place_id, $2, place_code, category, division_id, illustrative, is_public, attributes, geom
  from place p
 where place_id = $1 and not exists (select from place later where later.place_id = $1 and later.valid_to > $2)
 order by valid_to desc limit 1
returning category
