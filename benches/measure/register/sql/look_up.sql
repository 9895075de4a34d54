-- bench.look_up
-- $1 longitude  $2 latitude  $3 day
-- The whole look-up as one would ask it of PostGIS: every part by an index. The nearest border is that of a unit that
-- covers the position, because these tile the realm.
select json_build_object(
  'position', array[$1::float8, $2::float8], 'at', $3::date,
  'divisions', coalesce((
    select json_agg(json_build_object('id', d.division_id, 'code', d.code, 'name', n.text, 'level', d.level,
                                      'on_border', not st_contains(d.geom, st_setsrid(st_makepoint($1, $2), 4490)),
                                      'illustrative', d.illustrative) order by d.level, d.code)
      from division d
      left join name n on n.feature_id = d.division_id and n.kind = 'standard' and n.valid_from <= $3 and $3 < n.valid_to
     where st_intersects(d.geom, st_setsrid(st_makepoint($1, $2), 4490)) and d.valid_from <= $3 and $3 < d.valid_to), '[]'),
  'built_up_area', (
    select json_build_object('id', b.built_up_area_id, 'name', n.text,
                             'on_border', not st_contains(b.geom, st_setsrid(st_makepoint($1, $2), 4490)))
      from built_up_area b
      left join name n on n.feature_id = b.built_up_area_id and n.kind = 'standard' and n.valid_from <= $3 and $3 < n.valid_to
     where st_intersects(b.geom, st_setsrid(st_makepoint($1, $2), 4490)) and b.valid_from <= $3 and $3 < b.valid_to
     order by b.built_up_area_id
     limit 1),
  'streets', coalesce((
    select json_agg(json_build_object('id', s.place_id, 'name', n.text, 'category', s.category,
                                      'distance_m', round(s.metres::numeric, 3)) order by s.metres, s.place_id)
      from (select place_id, category, st_distance(geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres
              from place
             where category like '2351%' and valid_from <= $3 and $3 < valid_to
               and st_dwithin(geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography, 50)
             order by metres, place_id
             limit 20) s
      left join name n on n.feature_id = s.place_id and n.kind = 'standard' and n.valid_from <= $3 and $3 < n.valid_to), '[]'),
  'nearest_place', (
    select json_build_object('id', p.place_id, 'name', n.text, 'category', p.category, 'distance_m', round(p.metres::numeric, 3))
      from (select place_id, category, st_distance(geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres
              from place
             where category not like '2351%' and valid_from <= $3 and $3 < valid_to
             order by geom::geography <-> st_setsrid(st_makepoint($1, $2), 4490)::geography
             limit 3) p
      left join name n on n.feature_id = p.place_id and n.kind = 'standard' and n.valid_from <= $3 and $3 < n.valid_to
     order by p.metres, p.place_id
     limit 1),
  'border', (
    select json_build_object('code', d.code, 'name', n.text, 'distance_m', round(d.metres::numeric, 3))
      from (select division_id, code, st_distance(st_boundary(geom)::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres
              from division
             where st_intersects(geom, st_setsrid(st_makepoint($1, $2), 4490)) and valid_from <= $3 and $3 < valid_to
             order by metres, division_id
             limit 1) d
      left join name n on n.feature_id = d.division_id and n.kind = 'standard' and n.valid_from <= $3 and $3 < n.valid_to)
)::text as answer
