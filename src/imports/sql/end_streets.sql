-- imports.end_streets
-- $1 import. As the place's edition does.
with continued as materialized (
  select feature_id, valid_from from import_row where import_id = $1 and not refused and known
)
update street e
   set valid_to = later.valid_from
  from (select o.street_id, o.valid_from as edition, min(s.valid_from) as valid_from
          from continued s
          join street o on o.street_id = s.feature_id and o.valid_to = 'infinity' and o.valid_from < s.valid_from
         group by o.street_id, o.valid_from) later
 where e.street_id = later.street_id and e.valid_from = later.edition
