-- signs.insert_face
-- $1 face  $2 sign  $3 text  $4 pinyin  $5 colour  $6 facing, degrees  $7 shown from
insert into sign_face (face_id, sign_id, text, pinyin, colour, facing_deg, shown_from) values ($1, $2, $3, $4, $5, $6, $7)
