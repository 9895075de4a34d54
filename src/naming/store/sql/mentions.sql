-- naming.mentions
-- $1 name  $2 the case that asks
select c.case_id, c.case_number, i.name
  from naming_item i join naming_case c using (case_id)
 where c.case_id <> $2 and i.state = 'open' and c.state not in ('withdrawn', 'lapsed', 'rejected', 'revoked')
   and (position($1 in coalesce(i.starts_at, '')) > 0 or position($1 in coalesce(i.ends_at, '')) > 0
        or position($1 in coalesce(i.location, '')) > 0 or position($1 in i.name) > 0)
 order by c.case_number, i.position
 limit 1000
