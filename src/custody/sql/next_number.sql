-- custody.next_number
-- $1 year. Other numbers of the year wait until this transaction ends.
insert into marker_defect_number (year, last) values ($1, 1)
on conflict (year) do update set last = marker_defect_number.last + 1
returning last
