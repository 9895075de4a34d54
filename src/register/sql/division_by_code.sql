-- register.division_by_code
-- $1 code  $2 day, -infinity for the edition in force longest ago
select division_id from division
 where code = $1 and (valid_from <= $2::date or $2::date = '-infinity') and $2::date < valid_to
 order by valid_from limit 1
