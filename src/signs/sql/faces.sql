-- signs.faces
-- $1 signs: the faces that they show, or showed until the sign was taken down
select f.face_id, f.sign_id, f.text, f.pinyin, f.colour, f.facing_deg, f.shown_from, f.shown_to
  from sign_face f
  join sign s using (sign_id)
 where f.sign_id = any ($1)
   and (f.shown_to = 'infinity' or f.shown_to = s.ended_on)
 order by f.sign_id, f.facing_deg nulls last, f.face_id
