-- imports.adopt_places
-- $1 import. Rows of one code are editions of one thing: the one on record, or the one of the earliest row.
update import_row r
   set feature_id = found.feature_id, known = found.known
  from (select s.row_number, known.place_id is not null as known,
               coalesce(known.place_id, first_value(s.feature_id) over (partition by s.key order by s.valid_from)) as feature_id
          from import_row s
          left join lateral (
            select e.place_id from place e where e.place_code = s.key order by e.valid_from desc limit 1) known on true
         where s.import_id = $1 and not s.refused and s.key is not null) found
 where r.import_id = $1 and r.row_number = found.row_number and r.feature_id <> found.feature_id
