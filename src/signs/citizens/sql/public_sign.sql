-- signs.public_sign
-- $1 number  $2 day: for the name of its place
select s.feature_id, s.type, s.state, s.placement, s.location, s.geom, s.valid_to, ended.replaced_by, p.name, p.pinyin,
       coalesce(ended.faces, s.faces) as faces
  from published_sign(null) s
  left join published_ended_sign ended using (sign_number)
  left join lateral (select name, pinyin from published_place(null) p
                      where p.feature_id = s.place_id and p.valid_from <= $2 and $2 < p.valid_to limit 1) p on true
 where s.sign_number = $1
