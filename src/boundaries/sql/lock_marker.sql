-- boundaries.lock_marker
-- $1 marker
select marker_id from boundary_marker where marker_id = $1 for update
