-- naming.outside_county
-- $1 code of the county  $2 day  $3 geometry. Metres of a line, or 1 for anything else, that lie outside of the county's
-- outline; null when no valid outline is known.
select case
         when st_dimension($3::geometry) = 1
           then st_length(st_difference($3::geometry, d.geom)::geography)
         else case when st_intersects($3::geometry, d.geom) then 0 else 1 end
       end as outside
  from division d
 where d.code = $1 and d.valid_from <= $2::date and $2::date < d.valid_to and d.geom is not null and st_isvalid(d.geom)
