-- imports.find_same_named_streets
-- $1 import. Within one built-up area (R753 art. 9(8)): the one that the row names, else the one that holds the middle.
with area as materialized (
  select n.text as name, b.geom
    from built_up_area b
    join name n on n.feature_id = b.built_up_area_id and n.kind = 'standard' and n.status = 'current' and n.valid_to = 'infinity'
   where b.valid_to = 'infinity' and st_isvalid(b.geom)
), candidate as (
  select distinct n.feature_id, normalize(n.text) as text,
         coalesce(p.attributes->>'built_up_area',
                  (select area.name from area where st_intersects(area.geom, st_pointonsurface(p.geom)) limit 1)) as scope
    from (select distinct unnest(array[name, normalize(name)]) as text from import_row where import_id = $1 and not refused) mine
    join name n on n.text = mine.text and n.kind = 'standard' and n.status = 'current' and n.valid_to = 'infinity'
    join street s on s.street_id = n.feature_id and s.valid_to = 'infinity'
    join place p on p.place_id = n.feature_id and p.valid_to = 'infinity'
), shared as (
  select scope, text, count(distinct feature_id) as things
    from candidate where scope is not null group by scope, text having count(distinct feature_id) > 1
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, r.row_number, 'name_twice_in_built_up_area', array[r.name, s.things::text, s.scope]
  from import_row r
  join candidate c on c.feature_id = r.feature_id
  join shared s using (scope, text)
 where r.import_id = $1 and not r.refused and normalize(r.name) = s.text
