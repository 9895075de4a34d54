-- register.end_place_edition
-- $1 place  $2 first day of the edition  $3 first day on which it no longer holds
update place set valid_to = $3 where place_id = $1 and valid_from = $2
