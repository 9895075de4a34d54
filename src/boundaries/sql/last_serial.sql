-- boundaries.last_serial
-- $1 line
select coalesce(max(serial), 0) as last from boundary_marker where line_id = $1
