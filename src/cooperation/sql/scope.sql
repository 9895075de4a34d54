-- cooperation.scope
-- $1 code of a neighbour  $2 line: what the neighbour is called, and whether the line is one with it
select (select name from neighbour where neighbour_code = $1) as name,
       $2::uuid is null
       or exists (select from boundary_line
                   where line_id = $2 and (starts_with(left_code, $1) or starts_with(right_code, $1))) as has_line
