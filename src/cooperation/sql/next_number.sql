-- cooperation.next_number
-- $1 series  $2 year. Other numbers of the series wait until this transaction ends.
insert into cooperation_number (series, year, last) values ($1, $2, 1)
on conflict (series, year) do update set last = cooperation_number.last + 1
returning last
