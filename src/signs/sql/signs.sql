-- signs.signs
-- $1 ids  $2 states  $3 types  $4 place  $5 part of number, location or a text shown  $6 code of a division  $7 west
-- $8 south  $9 east  $10 north  $11 after this number  $12 limit
select s.sign_id, s.sign_number, s.state, s.type, s.place_id, s.placement, s.crossing_id, s.location, s.support, s.material,
       s.width_mm, s.height_mm, s.maker, s.owner, s.installed_on, s.ended_on, s.replaced_by, s.illustrative, s.geom,
       s.accuracy_m,
       greatest(s.recorded_in, (select max(f.recorded_in) from sign_face f where f.sign_id = s.sign_id)) as version
  from sign s
 where ($1::uuid[] is null or s.sign_id = any ($1))
   and ($2::sign_state[] is null or s.state = any ($2))
   and ($3::sign_type[] is null or s.type = any ($3))
   and ($4::uuid is null or s.place_id = $4)
   and ($5::text is null or position(upper($5) in s.sign_number) > 0 or position($5 in s.location) > 0
        or exists (select from sign_face f
                    where f.sign_id = s.sign_id and f.shown_to = 'infinity' and position($5 in f.text) > 0))
   and ($6::text is null or exists (select from division d where d.code = $6 and d.valid_to = 'infinity'
                                       and st_intersects(d.geom, s.geom)))
   and ($7::float8 is null or s.geom && st_makeenvelope($7, $8, $9, $10, 4490))
   and ($11::text is null or s.sign_number > $11)
 order by s.sign_number
 limit $12
