-- obligations.keep_year
insert into calendar_year (year, basis) values ($1, $2)
on conflict (year) do update set basis = excluded.basis
