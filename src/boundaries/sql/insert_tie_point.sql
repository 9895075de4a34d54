-- boundaries.insert_tie_point
-- $1 tie point  $2 marker  $3 ordinal  $4 name  $5 azimuth deg  $6 distance m
insert into boundary_tie_point (tie_point_id, marker_id, ordinal, name, azimuth_deg, distance_m)
values ($1, $2, $3, $4, $5, $6)
