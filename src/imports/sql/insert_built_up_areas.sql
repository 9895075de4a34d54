-- imports.insert_built_up_areas
-- $1 import. A division code that nobody has on that day stays among the attributes.
insert into built_up_area (built_up_area_id, valid_from, valid_to, division_id, illustrative, attributes, geom)
select r.feature_id, r.valid_from, r.valid_to, d.division_id, r.illustrative,
       case when d.division_id is null and r.division_code is not null
            then r.attributes || jsonb_build_object('division_code', r.division_code) else r.attributes end,
       r.geom
  from import_row r
  left join division d on d.code = r.division_code and d.valid_from <= r.day and r.day < d.valid_to
 where r.import_id = $1 and not r.refused
