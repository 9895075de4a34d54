-- signs.checked
-- $1 from  $2 until, not included  $3 code of a division: the signs that were looked at
select s.sign_number
  from survey_visit v
  join sign s using (sign_id)
 where v.seen_at >= $1 and v.seen_at < $2 and v.condition <> 'not_reached'
   and ($3::text is null or exists (select from division d where d.code = $3 and d.valid_to = 'infinity'
                                       and st_intersects(d.geom, s.geom)))
 group by s.sign_number
 order by s.sign_number
