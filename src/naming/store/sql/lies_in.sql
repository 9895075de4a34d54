-- naming.lies_in
-- $1 code of the county  $2 day  $3 geometry  $4 metres. The townships of the county in which a geometry lies, or nearly so,
-- the one that has most of it first. Outlines are not more exact than those metres.
select d.code
  from division d
 where starts_with(d.code, $1) and length(d.code) = 9 and d.valid_from <= $2::date and $2::date < d.valid_to
   and st_isvalid(d.geom)
   -- By the index; a degree is 95 km here at least.
   and st_dwithin($3::geometry, d.geom, $4::double precision / 50000)
   and (st_intersects($3::geometry, d.geom) or st_dwithin($3::geometry::geography, d.geom::geography, $4))
 order by case st_dimension($3::geometry)
            when 2 then st_area(st_intersection($3::geometry, d.geom)::geography)
            when 1 then st_length(st_intersection($3::geometry, d.geom)::geography)
            else st_npoints(st_intersection($3::geometry, d.geom))
          end desc, d.code
