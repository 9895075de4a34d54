-- register.begin_street_edition
-- $1 street  $2 first day; all as in the edition that ends on that day, but for the divisions that the new line crosses.
-- The new edition holds as long as that of the place.
insert into street (street_id, valid_from, valid_to, road_class, admin_tier, starts_at, ends_at, length_m, width_m,
                    orientation, surface, crosses)
select s.street_id, $2, p.valid_to, s.road_class, s.admin_tier, s.starts_at, s.ends_at, s.length_m, s.width_m,
       s.orientation, s.surface,
       array(select d.division_id from division d
              where st_isvalid(d.geom) and st_intersects(d.geom, p.geom) and d.level = 'township' and d.valid_from <= $2 and $2 < d.valid_to
              order by d.code)
  from street s join place p on p.place_id = s.street_id and p.valid_from = $2
 where s.street_id = $1 and s.valid_to = $2
