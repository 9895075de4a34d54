-- signs.end_faces
-- $1 faces  $2 not shown from this day on. A face that began on that day is one of no day: it ends on the next.
update sign_face set shown_to = greatest($2, shown_from + 1) where face_id = any ($1) and shown_to = 'infinity'
