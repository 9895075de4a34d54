-- boundaries.withdraw_source
-- $1 civil day
update boundary_source set withdrawn_on = $1 where withdrawn_on is null returning source_id
