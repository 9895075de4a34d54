-- boundaries.mark_point
-- $1 point
-- A turning point at which a marker stands is a marker point; a meeting point stays one.
update boundary_point set kind = 'marker_point' where point_id = $1 and kind = 'turning_point'
