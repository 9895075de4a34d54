-- imports.find_same_shapes_of_built_up_areas
-- $1 import. The same outline, line or point as another thing has, whichever way it runs. Both conditions say so: one
-- for the index when the file is small, one for a hash when it is not.
with twin as materialized (
  select r.row_number, r.feature_id, r.geom
    from import_row r
   where r.import_id = $1 and not r.refused
     and exists (select from built_up_area o
                  where o.geom ~= r.geom and st_normalize(o.geom) = st_normalize(r.geom) and o.built_up_area_id <> r.feature_id)
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, t.row_number, 'geometry_twice',
       array[coalesce((select n.text
                         from built_up_area o
                         join name n on n.feature_id = o.built_up_area_id and n.kind = 'standard'
                        where o.geom ~= t.geom and st_normalize(o.geom) = st_normalize(t.geom)
                          and o.built_up_area_id <> t.feature_id
                        limit 1), '')]
  from twin t
