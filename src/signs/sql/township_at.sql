-- signs.township_at
-- $1 position  $2 day: the code of the township-level division there, nine digits
select d.code
  from division d
 where d.level = 'township' and d.valid_from <= $2 and $2 < d.valid_to and st_intersects(d.geom, $1) and d.code ~ '^[0-9]{9}$'
 order by d.code
 limit 1
