-- signs.found
-- $1 from  $2 until, not included  $3 code of a division  $4 civil day of until: damage that was seen in that time and is what it was said to be
select r.report_id, r.report_number, r.damage,
       (r.ended_on is null or r.ended_on >= $4) as is_open
  from damage_report r
  left join sign s using (sign_id)
 where r.seen_at >= $1 and r.seen_at < $2 and r.state in ('verified', 'ordered', 'closed')
   and ($3::text is null or exists (select from division d where d.code = $3 and d.valid_to = 'infinity'
                                       and st_intersects(d.geom, coalesce(s.geom, r.geom))))
 order by length(r.report_number), r.report_number
