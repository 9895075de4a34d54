-- bench.covering
-- $1 longitude  $2 latitude
select division_id from division where st_intersects(geom, st_setsrid(st_makepoint($1, $2), 4490)) order by division_id
