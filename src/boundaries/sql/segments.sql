-- boundaries.segments
-- $1 lines
select segment_id, line_id, part, ordinal, from_point, to_point, feature, feature_name, geom
  from boundary_segment
 where line_id = any ($1::uuid[]) and ended_on is null
 order by line_id, part, ordinal
