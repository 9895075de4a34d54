-- boundaries.points_at
-- $1 ids
select point_id, kind, name, agreement, agreed_on, geom, accuracy_m from boundary_point where point_id = any ($1::uuid[])
