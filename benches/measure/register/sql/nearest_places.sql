-- bench.nearest_places
-- $1 longitude  $2 latitude
-- The index orders by distance on the sphere: some more are taken, and put in order by the distance on the ellipsoid.
select place_id, metres
  from (select place_id, st_distance(geom::geography, st_setsrid(st_makepoint($1, $2), 4490)::geography) as metres
          from place
         order by geom::geography <-> st_setsrid(st_makepoint($1, $2), 4490)::geography
         limit 20) near
 order by metres, place_id
 limit 10
