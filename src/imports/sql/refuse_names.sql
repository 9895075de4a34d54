-- imports.refuse_names
-- $1 import. A standard name of another time must leave the days of the others alone; a name is recorded once.
with judged as (
  select s.row_number, coalesce(n.text, twin.name) as other,
         case when twin.row_number is not null or n.text = s.name and n.kind = s.kind then 'name_on_record' else 'standard_names_overlap' end as rule
    from staged_name s
    left join lateral (
      select n.text, n.kind
        from name n
       where n.feature_id = s.feature_id
         and (n.text = s.name and n.kind = s.kind
              or s.kind = 'standard' and n.kind = 'standard' and n.status <> 'planned'
                 and n.valid_from < s.valid_to and s.valid_from < n.valid_to)
       limit 1) n on true
    left join lateral (
      select o.row_number, o.name
        from staged_name o
       where o.import_id = $1 and o.row_number < s.row_number and o.feature_id = s.feature_id
         and o.name = s.name and o.kind = s.kind
       limit 1) twin on true
   where s.import_id = $1 and (n.text is not null or twin.row_number is not null)
), marked as (
  update import_row r set refused = true from judged j where r.import_id = $1 and r.row_number = j.row_number
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, rule, array[other] from judged
