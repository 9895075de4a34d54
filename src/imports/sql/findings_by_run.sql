-- imports.findings_by_run
-- $1 import
select row_number, rule, facts, feature_id from import_finding where import_id = $1 order by ordinal
