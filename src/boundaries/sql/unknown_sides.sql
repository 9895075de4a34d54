-- boundaries.unknown_sides
-- $1 codes  $2 civil day
-- Those that are the code of no division of that day.
select code from unnest($1::text[]) as code
 where not exists (select from division d where d.code = code.code and d.valid_from <= $2 and $2 < d.valid_to)
