-- imports.find_same_named_villages
-- $1 import. Within one county, the first six digits of the division's code (R753 art. 9(8)).
with candidate as (
  select distinct n.feature_id, normalize(n.text) as text, left(coalesce(d.code, p.attributes->>'division_code'), 6) as scope
    from (select distinct unnest(array[name, normalize(name)]) as text from import_row
           where import_id = $1 and not refused and category like '216%') mine
    join name n on n.text = mine.text and n.kind = 'standard' and n.status = 'current' and n.valid_to = 'infinity'
    join place p on p.place_id = n.feature_id and p.valid_to = 'infinity' and p.category like '216%'
    left join division d on d.division_id = p.division_id and d.valid_to = 'infinity'
), shared as (
  select scope, text, count(distinct feature_id) as things
    from candidate where scope is not null group by scope, text having count(distinct feature_id) > 1
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'name_twice_in_county', array[r.name, s.things::text, s.scope]
  from import_row r
  join candidate c on c.feature_id = r.feature_id
  join shared s using (scope, text)
 where r.import_id = $1 and not r.refused and normalize(r.name) = s.text
