-- obligations.special_days
select day, is_working from special_day order by day
