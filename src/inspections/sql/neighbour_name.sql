-- inspections.neighbour_name
-- $1 code
select name from neighbour where neighbour_code = $1
