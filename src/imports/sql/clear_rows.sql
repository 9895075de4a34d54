-- imports.clear_rows
-- $1 import
delete from import_row where import_id = $1
