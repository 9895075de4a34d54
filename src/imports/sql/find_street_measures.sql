-- imports.find_street_measures
-- $1 import. Announced length against the line's (more than a tenth apart), announced direction against that of the
-- chord (more than 60 degrees apart), and a ring that does not come back to its start.
with line as (
  select r.row_number, r.length_m, r.orientation, st_length(r.geom::geography) as drawn_m,
         st_distance(st_startpoint(r.geom)::geography, st_endpoint(r.geom)::geography) as gap_m,
         abs(sin(st_azimuth(st_startpoint(r.geom)::geography, st_endpoint(r.geom)::geography))) as eastward
    from staged_street r
   where r.import_id = $1 and st_geometrytype(r.geom) = 'ST_LineString' and st_isvalid(r.geom)
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, 'length_differs', array[length_m::text, round(drawn_m)::text]
  from line
 where abs(length_m - drawn_m) > 0.1 * drawn_m
union all
select $1, row_number, 'orientation_differs', array[orientation::text]
  from line
 where case orientation when 'E-W' then eastward < 0.5
                        when 'N-S' then eastward > sqrt(0.75)
                        when 'ring' then gap_m > 0.1 * drawn_m end
