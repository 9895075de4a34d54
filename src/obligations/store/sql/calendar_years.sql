-- obligations.calendar_years
select year from calendar_year order by year
