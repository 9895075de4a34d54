-- imports.end_names
-- $1 import. A standard name without an end stops where the first row with another name begins, unless the thing has
-- later editions already: then the row tells of an earlier time.
with continued as materialized (
  select feature_id, valid_from, name from import_row where import_id = $1 and not refused and known
)
update name n
   set valid_to = later.valid_from
  from (select o.name_id, min(s.valid_from) as valid_from
          from continued s
          join name o on o.feature_id = s.feature_id and o.kind = 'standard' and o.status <> 'planned'
                     and o.valid_to = 'infinity' and o.valid_from < s.valid_from and o.text <> s.name
         where not exists (select from division e where e.division_id = s.feature_id and e.valid_from > s.valid_from)
           and not exists (select from place e where e.place_id = s.feature_id and e.valid_from > s.valid_from)
         group by o.name_id) later
 where n.name_id = later.name_id
