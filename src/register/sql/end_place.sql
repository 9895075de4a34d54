-- register.end_place
-- $1 place  $2 first day on which it is no more
update place set valid_to = $2 where place_id = $1 and valid_from < $2 and $2 < valid_to
