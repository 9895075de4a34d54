-- boundaries.insert_segment
-- $1 segment  $2 line  $3 part  $4 ordinal  $5 from point  $6 to point  $7 feature  $8 its name  $9 shape
insert into boundary_segment (segment_id, line_id, part, ordinal, from_point, to_point, feature, feature_name, geom)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
