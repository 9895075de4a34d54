-- signs.expected_signs
-- $1 day  $2 code of a division  $3 street  $4 metres within which a sign counts as standing there
-- Where signs are expected: at the start, the end and each crossing of a street (GB 17733), and the sign of that street
-- that stands there. A crossing at an end of the street is that end.
with line as (
  select s.feature_id as street_id, s.name, s.pinyin, s.orientation, part.geom
    from published_street(null) s
    cross join lateral st_dump(st_linemerge(s.geom)) part
   where s.valid_from <= $1 and $1 < s.valid_to and s.name is not null
     and st_geometrytype(part.geom) = 'ST_LineString'
     and ($2::text is null or exists (select from division d where d.code = $2 and d.valid_from <= $1 and $1 < d.valid_to
                                         and st_intersects(d.geom, s.geom)))
), asked as (
  select * from line where $3::uuid is null or street_id = $3
), spot as (
  select street_id, name, pinyin, orientation, 'start'::sign_placement as placement, null::uuid as crossing_id,
         null::text as crossing, st_startpoint(geom) as geom
    from asked
  union all
  select street_id, name, pinyin, orientation, 'end', null, null, st_endpoint(geom) from asked
  union all
  select a.street_id, a.name, a.pinyin, a.orientation, 'crossing', b.street_id, b.name, st_centroid(met.geom)
    from asked a
    join line b on b.street_id <> a.street_id and a.geom && b.geom and st_intersects(a.geom, b.geom)
    cross join lateral st_dump(st_intersection(a.geom, b.geom)) met
   where not st_dwithin(met.geom::geography, st_startpoint(a.geom)::geography, $4)
     and not st_dwithin(met.geom::geography, st_endpoint(a.geom)::geography, $4)
)
select spot.street_id, spot.name, spot.pinyin, spot.orientation, spot.placement, spot.crossing_id, spot.crossing, spot.geom, there.sign_id,
       there.sign_number, there.state
  from spot
  left join lateral (
    select s.sign_id, s.sign_number, s.state
      from sign s
     where s.place_id = spot.street_id
       and s.state not in ('replaced', 'removed')
       and st_dwithin(s.geom::geography, spot.geom::geography, $4)
     order by s.state = 'planned', s.geom <-> spot.geom
     limit 1
  ) there on true
 order by spot.name, spot.street_id, spot.placement, spot.crossing, st_x(spot.geom), st_y(spot.geom)
