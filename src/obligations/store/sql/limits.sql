-- obligations.limits
select time_limit_id, kind, days, day_count, starts_from, basis, valid_from, valid_to
  from time_limit
 where $1::date is null or (valid_from <= $1 and $1 < valid_to)
 order by kind, valid_from
