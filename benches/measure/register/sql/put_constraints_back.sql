-- bench.put_constraints_back
-- The last two are not the register's: without them PostGIS cannot find the nearest by geodesic distance in an index.
set maintenance_work_mem = '1GB';
do $$
declare statement text;
begin
  for statement in select put_back from put_aside loop execute statement; end loop;
end $$;
drop table put_aside;
create index place_by_geography on place using gist ((geom::geography));
create index street_by_geography on place using gist ((geom::geography)) where category like '2351%';
analyze;
