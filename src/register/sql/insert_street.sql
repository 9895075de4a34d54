-- register.insert_street
-- An invalid outline, kept as delivered, is crossed by nothing: a predicate on it may fail.
-- Crossed divisions are those of township level in force on the first day of the edition (or now, when that is unknown).
insert into street (street_id, valid_from, valid_to, road_class, admin_tier, starts_at, ends_at, length_m, width_m,
                    orientation, surface, crosses)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
       array(select d.division_id
               from division d join place p on st_isvalid(d.geom) and st_intersects(d.geom, p.geom)
              where p.place_id = $1 and p.valid_from = $2 and d.level = 'township'
                and (d.valid_from <= $2 or $2 = '-infinity'::date) and $2 < d.valid_to
              order by d.code)
