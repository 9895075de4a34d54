-- register.begin_street_again
-- $1 street  $2 first day; as in the edition that ended last, by then
insert into street (street_id, valid_from, road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation,
                    surface, crosses)
select street_id, $2, road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation, surface, crosses
  from street s
 where street_id = $1 and not exists (select from street later where later.street_id = $1 and later.valid_to > $2)
 order by valid_to desc limit 1
