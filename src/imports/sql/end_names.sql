-- imports.end_names
-- $1 import. A standard name without an end stops where the first row with another name begins.
update name n
   set valid_to = later.valid_from
  from (select o.name_id, min(s.valid_from) as valid_from
          from import_row s
          join name o on o.feature_id = s.feature_id and o.kind = 'standard' and o.status <> 'planned'
                     and o.valid_to = 'infinity' and o.valid_from < s.valid_from and o.text <> s.name
         where s.import_id = $1 and not s.refused and s.known
         group by o.name_id) later
 where n.name_id = later.name_id
