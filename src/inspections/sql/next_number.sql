-- inspections.next_number
-- $1 year. Other numbers of the year wait until this transaction ends.
insert into joint_inspection_number (year, last) values ($1, 1)
on conflict (year) do update set last = joint_inspection_number.last + 1
returning last
