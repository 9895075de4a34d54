-- boundaries.lock_line
-- $1 line
select line_id from boundary_line where line_id = $1 for update
