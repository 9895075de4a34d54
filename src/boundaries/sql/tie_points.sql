-- boundaries.tie_points
-- $1 markers
select marker_id, ordinal, name, azimuth_deg, distance_m
  from boundary_tie_point
 where marker_id = any ($1::uuid[]) and lost_on is null
 order by marker_id, ordinal
