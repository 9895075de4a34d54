-- boundaries.points_of_lines
-- $1 lines
select distinct p.point_id, p.kind, p.name, p.agreement, p.agreed_on, p.geom, p.accuracy_m
  from boundary_point p
  join boundary_segment s on p.point_id in (s.from_point, s.to_point)
 where s.line_id = any ($1::uuid[]) and s.ended_on is null
 order by p.name
