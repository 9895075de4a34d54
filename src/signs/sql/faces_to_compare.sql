-- signs.faces_to_compare
-- $1 day  $2 code of a division  $3 place: the faces of signs that are up, with what the register says of their places
select s.sign_id, s.sign_number, s.location, s.geom, f.face_id, f.text, f.pinyin, f.colour, f.facing_deg, s.place_id,
       n.text as name, n.pinyin as name_pinyin, st.orientation,
       array(select b.text from name b
              where b.feature_id = s.place_id and b.kind in ('standard', 'former') and b.name_id is distinct from n.name_id
                and b.valid_to <= $1
              order by b.valid_to desc, b.text) as former,
       array(select b.valid_to - 1 from name b
              where b.feature_id = s.place_id and b.kind in ('standard', 'former') and b.name_id is distinct from n.name_id
                and b.valid_to <= $1
              order by b.valid_to desc, b.text) as former_until
  from sign s
  join sign_face f on f.sign_id = s.sign_id and f.shown_from <= $1 and $1 < f.shown_to
  left join name n on n.feature_id = s.place_id and n.kind = 'standard' and n.status <> 'planned'
                  and n.status <> 'cancelled' and n.valid_from <= $1 and $1 < n.valid_to
  left join street st on st.street_id = s.place_id and st.valid_from <= $1 and $1 < st.valid_to
 where s.place_id is not null
   and s.state in ('installed', 'in_service', 'damaged', 'under_repair')
   and s.owner is null
   and ($2::text is null or exists (select from division d where d.code = $2 and d.valid_from <= $1 and $1 < d.valid_to
                                       and st_intersects(d.geom, s.geom)))
   and ($3::uuid is null or s.place_id = $3)
 order by s.sign_number, f.facing_deg nulls last, f.face_id
