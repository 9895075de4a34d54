-- demo.water_courses
-- $1 civil day
select n.text as name, p.geom
  from place p
  join name n on n.feature_id = p.place_id and n.kind = 'standard' and n.valid_from <= $1 and $1 < n.valid_to
 where p.category = '12100' and geometrytype(p.geom) = 'LINESTRING' and p.valid_from <= $1 and $1 < p.valid_to
 order by n.text
