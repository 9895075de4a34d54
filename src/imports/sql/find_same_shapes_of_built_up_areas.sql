-- imports.find_same_shapes_of_built_up_areas
-- $1 import. The same outline, line or point as another thing has, whichever way it runs.
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'geometry_twice', array[coalesce(twin.name, '')]
  from import_row r
  join lateral (
    select (select n.text from name n where n.feature_id = o.built_up_area_id and n.kind = 'standard' order by n.valid_from desc limit 1) as name
      from built_up_area o
     where o.geom ~= r.geom and o.built_up_area_id <> r.feature_id and st_normalize(o.geom) = st_normalize(r.geom)
     limit 1) twin on true
 where r.import_id = $1 and not r.refused and not st_isempty(r.geom)
