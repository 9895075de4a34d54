-- bench.nearest_streets
-- $1 longitude  $2 latitude
select place_id, metres
  from (select place_id, st_distance(geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres
          from place
         where category like '2351%'
         order by geom::geography <-> st_setsrid(st_makepoint($1, $2), 4490)::geography
         limit 10) near
 order by metres, place_id
 limit 5
