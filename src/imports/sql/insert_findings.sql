-- imports.insert_findings
-- $1 import  $2 array of {ordinal, row, rule, facts, feature}
insert into import_finding (import_id, ordinal, row_number, rule, facts, feature_id)
select $1, f.ordinal, f.row, f.rule, f.facts, f.feature
  from jsonb_to_recordset($2) as f(ordinal integer, "row" bigint, rule text, facts text[], feature uuid)
