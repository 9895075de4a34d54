-- boundaries.save_marker
-- $1 marker  $2 state  $3 set on  $4 ended on
update boundary_marker set state = $2, set_on = $3, ended_on = $4 where marker_id = $1
