-- imports.gather_findings
-- $1 import
insert into import_row_finding (import_id, row_number, rule, facts)
select r.import_id, r.row_number, f.rule, f.facts
  from import_row r
  cross join lateral jsonb_to_recordset(r.findings) as f(rule text, facts text[])
 where r.import_id = $1
