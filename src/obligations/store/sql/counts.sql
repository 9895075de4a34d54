-- obligations.counts
select count(*) as open,
       count(*) filter (where due_on between $3::date and $3::date + 3 and stopped_on is null) as due_soon,
       count(*) filter (where due_on < least($3::date, stopped_on)) as overdue,
       count(*) filter (where stopped_on is not null) as stopped
  from obligation_standing
 where ($1::boolean or township_code = $2::text) and met_on is null and dropped_on is null
