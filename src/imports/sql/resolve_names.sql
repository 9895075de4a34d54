-- imports.resolve_names
-- $1 import. Finds the one thing that each row names by its standard name; none or several refuse the row.
with candidate as (
  select distinct s.row_number, n.feature_id
    from staged_name s
    join name n on n.text = s.key and n.kind = 'standard' and n.status <> 'planned'
    join lateral (
      select d.code from division d where d.division_id = n.feature_id and s.collection = 'divisions'
      union all
      select d.code from built_up_area b left join division d on d.division_id = b.division_id
       where b.built_up_area_id = n.feature_id and s.collection = 'built-up-areas'
      union all
      select d.code from place p left join division d on d.division_id = p.division_id
       where p.place_id = n.feature_id
         and (s.collection = 'places'
              or s.collection = 'streets' and exists (select from street where street_id = p.place_id))
    ) thing on s.division_code is null or thing.code = s.division_code
   where s.import_id = $1
), found as (
  select s.row_number, s.key, count(c.feature_id) as things, (array_agg(c.feature_id))[1] as feature_id
    from import_row s
    left join candidate c using (row_number)
   where s.import_id = $1 and not s.refused
   group by s.row_number, s.key
), marked as (
  update import_row r
     set feature_id = coalesce(f.feature_id, r.feature_id), known = f.things = 1, refused = f.things <> 1
    from found f
   where r.import_id = $1 and r.row_number = f.row_number
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, case things when 0 then 'named_thing_unknown' else 'named_thing_ambiguous' end, array[key, things::text]
  from found
 where things <> 1
