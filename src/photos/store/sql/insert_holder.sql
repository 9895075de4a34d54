-- photos.insert_holder
-- $1 digest  $2 kind of the holder  $3 holder
insert into object_holder (digest, subject_kind, subject_id) values ($1, $2, $3)
