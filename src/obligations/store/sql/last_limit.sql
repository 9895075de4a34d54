-- obligations.last_limit
select time_limit_id, kind, days, day_count, starts_from, basis, valid_from, valid_to
  from time_limit
 where kind = $1
 order by valid_from desc
 limit 1
