-- bench.move_places
-- $1 ids  $2 longitudes  $3 latitudes
update place set geom = st_setsrid(st_makepoint(lon, lat), 4490)
  from unnest($1::uuid[], $2::float8[], $3::float8[]) as moved(id, lon, lat)
 where place_id = moved.id
