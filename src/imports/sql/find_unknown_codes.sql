-- imports.find_unknown_codes
-- $1 import. Categories that the table lacks, and divisions that nobody is on that day.
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'category_unknown', array[r.category]
  from import_row r
 where r.import_id = $1 and not r.refused and r.category is not null
   and not exists (select from category c where c.code = r.category)
union all
select $1, r.row_number, 'division_unknown', array[r.division_code, r.day::text]
  from import_row r
 where r.import_id = $1 and not r.refused and r.division_code is not null
   and not exists (select from division d where d.code = r.division_code and d.valid_from <= r.day and r.day < d.valid_to)
