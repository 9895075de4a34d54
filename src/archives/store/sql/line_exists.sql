-- archives.line_exists
select exists (select from boundary_line where line_id = $1) as there
