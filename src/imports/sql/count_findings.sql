-- imports.count_findings
-- $1 import
select rule, count(*) as count from import_row_finding where import_id = $1 group by rule
