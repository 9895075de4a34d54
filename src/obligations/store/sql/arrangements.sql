-- obligations.arrangements
select year, basis, day, is_working, occasion
  from calendar_year
  left join special_day using (year)
 order by year, day
