-- naming.named_after
-- $1 name  $2 the thing that has it  $3 day
select n.feature_id, n.text, n.kind::text
  from name n
 where position($1 in n.text) > 0 and n.feature_id <> $2 and n.kind <> 'former' and n.status = 'current'
   and n.valid_from <= $3 and $3 < n.valid_to
 order by n.text, n.name_id
 limit 1000
