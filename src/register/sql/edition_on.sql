-- register.edition_on
-- $1 place  $2 day
select valid_from, valid_to, category from place where place_id = $1 and valid_from <= $2::date and $2::date < valid_to
