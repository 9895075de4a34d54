-- imports.find_unknown_parents
-- $1 import. A county's parent may be left out of the register: this one begins with its county.
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'parent_unknown', array[r.parent_codes[1]]
  from staged_division r
  join division d on d.division_id = r.feature_id and d.valid_from = r.valid_from
 where r.import_id = $1 and d.parent_id is null and r.level in ('township', 'village') and r.parent_codes <> '{}'
