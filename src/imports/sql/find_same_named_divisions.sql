-- imports.find_same_named_divisions
-- $1 import. Counties and above: the whole country; townships: the province, the first two digits (R753 art. 9(7)).
with candidate as (
  select distinct n.feature_id, normalize(n.text) as text,
         case when d.level = 'township' then left(d.code, 2) else '' end as scope
    from (select distinct unnest(array[name, normalize(name)]) as text from import_row where import_id = $1 and not refused) mine
    join name n on n.text = mine.text and n.kind = 'standard' and n.status = 'current' and n.valid_to = 'infinity'
    join division d on d.division_id = n.feature_id and d.valid_to = 'infinity' and d.level <> 'village'
), shared as (
  select scope, text, count(distinct feature_id) as things from candidate group by scope, text having count(distinct feature_id) > 1
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'name_twice_among_divisions', array[r.name, s.things::text]
  from import_row r
  join candidate c on c.feature_id = r.feature_id
  join shared s using (scope, text)
 where r.import_id = $1 and not r.refused and normalize(r.name) = s.text
