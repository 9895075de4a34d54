-- imports.insert_streets
-- $1 import. Outlines that are not valid are left aside, because a predicate on them may fail.
with township as materialized (
  select division_id, code, valid_from, valid_to, geom from division where level = 'township' and st_isvalid(geom)
)
insert into street (street_id, valid_from, valid_to, road_class, admin_tier, starts_at, ends_at, length_m, width_m,
                    orientation, surface, crosses)
select r.feature_id, r.valid_from, staged_end(r.valid_to, lead(r.valid_from) over (partition by r.feature_id order by r.valid_from)),
       r.road_class, r.admin_tier, r.starts_at, r.ends_at, r.length_m, r.width_m, r.orientation, r.surface,
       array(select t.division_id from township t
              where t.valid_from <= r.day and r.day < t.valid_to and st_isvalid(r.geom) and st_intersects(t.geom, r.geom)
              order by t.code)
  from staged_street r
 where r.import_id = $1
