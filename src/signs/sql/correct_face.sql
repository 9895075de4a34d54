-- signs.correct_face
-- $1 face  $2 text  $3 pinyin  $4 colour  $5 facing, degrees
update sign_face set text = $2, pinyin = $3, colour = $4, facing_deg = $5 where face_id = $1
