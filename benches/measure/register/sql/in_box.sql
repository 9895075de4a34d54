-- bench.in_box
-- $1-$4 west, south, east, north
select place_id from place where st_intersects(geom, st_makeenvelope($1, $2, $3, $4, 4490)) order by place_id
