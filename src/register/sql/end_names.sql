-- register.end_names
-- $1 place  $2 first day on which its names are out of use
update name set valid_to = $2, status = 'cancelled' where feature_id = $1 and valid_from < $2 and $2 < valid_to
