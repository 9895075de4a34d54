-- publications.next_number
-- The row stays locked until the transaction ends, so that numbers are given out without gaps.
insert into publication_counter as counter (kind, year, last)
values ($1, $2, 1)
    on conflict (kind, year) do update set last = counter.last + 1
returning last
