-- imports.count_rows
-- $1 import
select count(*) as rows, count(*) filter (where refused) as refused from import_row where import_id = $1
