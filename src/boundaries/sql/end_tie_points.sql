-- boundaries.end_tie_points
-- $1 marker  $2 civil day
update boundary_tie_point set lost_on = $2 where marker_id = $1 and lost_on is null
