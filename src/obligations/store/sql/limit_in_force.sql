-- obligations.limit_in_force
select time_limit_id, kind, days, day_count, starts_from, basis, valid_from, valid_to
  from time_limit
 where kind = $1 and valid_from <= $2 and $2 < valid_to
