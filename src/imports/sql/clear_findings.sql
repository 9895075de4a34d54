-- imports.clear_findings
-- $1 import
delete from import_row_finding where import_id = $1
