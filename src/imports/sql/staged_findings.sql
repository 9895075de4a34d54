-- imports.staged_findings
-- $1 import  $2 at most so many  $3 rules that refuse a row. Refusals first, then by row.
select f.row_number, f.rule, f.facts, case when not r.refused then r.feature_id end as feature_id
  from import_row_finding f
  join import_row r using (import_id, row_number)
 where f.import_id = $1
 order by f.rule = any ($3::text[]) desc, f.row_number, f.rule
 limit $2
