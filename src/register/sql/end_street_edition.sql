-- register.end_street_edition
-- $1 street  $2 first day on which its edition no longer holds
update street set valid_to = $2 where street_id = $1 and valid_from < $2 and $2 < valid_to
