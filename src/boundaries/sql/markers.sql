-- boundaries.markers
-- $1 ids  $2 numbers  $3 lines  $4 states  $5 west  $6 south  $7 east  $8 north  $9 after this number  $10 limit
select m.marker_id, m.line_id, m.point_id, m.marker_number, m.state, m.faces, m.material, m.location, m.set_on, m.ended_on,
       m.responsible_code, m.geom, m.accuracy_m, m.height_m, m.method, m.illustrative,
       greatest(m.recorded_in, (select max(t.recorded_in) from boundary_tie_point t where t.marker_id = m.marker_id)) as version
  from boundary_marker m
 where ($1::uuid[] is null or m.marker_id = any ($1))
   and ($2::text[] is null or m.marker_number = any ($2))
   and ($3::uuid[] is null or m.line_id = any ($3))
   and ($4::marker_state[] is null or m.state = any ($4))
   and ($5::float8 is null or m.geom && st_makeenvelope($5, $6, $7, $8, 4490))
   and ($9::text is null or m.marker_number > $9)
 order by m.marker_number
 limit $10
