-- inspections.division_name
-- $1 code  $2 civil day
select n.text
  from division d
  join name n on n.feature_id = d.division_id and n.kind = 'standard' and n.valid_from <= $2 and $2 < n.valid_to
 where d.code = $1 and d.valid_from <= $2 and $2 < d.valid_to
