-- obligations.keep_special_days
insert into special_day (year, day, is_working, occasion)
select $1, day, is_working, occasion
  from unnest($2::date[], $3::boolean[], $4::text[]) as special (day, is_working, occasion)
on conflict (day) do nothing
