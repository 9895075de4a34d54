-- boundaries.end_segments
-- $1 line  $2 civil day
update boundary_segment set ended_on = $2 where line_id = $1 and ended_on is null
