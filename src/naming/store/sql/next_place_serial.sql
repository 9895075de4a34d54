-- naming.next_place_serial
-- $1 the first 14 digits. Codes that came with imports are passed over.
insert into place_code_serial as serial (prefix, last)
select $1, 1 + coalesce(max(right(p.place_code, 6)::integer), 0)
  from place p where p.place_code >= $1 || '000000' and p.place_code <= $1 || '999999'
on conflict (prefix) do update
   set last = greatest(serial.last + 1, excluded.last)
returning last
