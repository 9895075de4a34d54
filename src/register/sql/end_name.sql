-- register.end_name
-- $1 name  $2 first day on which it no longer holds
update name set valid_to = $2 where name_id = $1 and valid_from < $2 and $2 < valid_to
