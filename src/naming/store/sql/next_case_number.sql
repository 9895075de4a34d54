-- naming.next_case_number
-- $1 civil year
insert into naming_case_number (year, last) values ($1, 1)
on conflict (year) do update set last = naming_case_number.last + 1
returning last
