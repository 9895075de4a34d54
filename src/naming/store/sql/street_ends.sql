-- naming.street_ends
-- $1 name  $2 the thing that has it  $3 day
select s.street_id, n.text, s.starts_at, s.ends_at
  from street s
  left join name n on n.feature_id = s.street_id and n.kind = 'standard' and n.status <> 'planned'
   and n.valid_from <= $3 and $3 < n.valid_to
 where (position($1 in s.starts_at) > 0 or position($1 in s.ends_at) > 0) and s.street_id <> $2
   and s.valid_from <= $3 and $3 < s.valid_to
 order by n.text, s.street_id
 limit 1000
