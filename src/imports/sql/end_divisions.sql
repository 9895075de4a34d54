-- imports.end_divisions
-- $1 import. The edition without an end stops where the first row after it begins.
with continued as materialized (
  select feature_id, valid_from from import_row where import_id = $1 and not refused and known
)
update division e
   set valid_to = later.valid_from
  from (select o.division_id, o.valid_from as edition, min(s.valid_from) as valid_from
          from continued s
          join division o on o.division_id = s.feature_id and o.valid_to = 'infinity' and o.valid_from < s.valid_from
         group by o.division_id, o.valid_from) later
 where e.division_id = later.division_id and e.valid_from = later.edition
