-- boundaries.insert_line
-- $1 line  $2 code  $3 level  $4 name  $5 left code  $6 right code  $7 length m  $8 source  $9 illustrative
insert into boundary_line (line_id, line_code, level, name, left_code, right_code, state, length_m, source, illustrative)
values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9)
