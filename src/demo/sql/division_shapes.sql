-- demo.division_shapes
-- $1 level  $2 civil day
select d.code, n.text as name, d.geom
  from division d
  join name n on n.feature_id = d.division_id and n.kind = 'standard' and n.valid_from <= $2 and $2 < n.valid_to
 where d.level::text = $1 and d.valid_from <= $2 and $2 < d.valid_to
 order by d.code
