-- imports.refuse_divisions
-- $1 import. A code that the register has, or an earlier row of the file, is taken over only from an edition without
-- an end, by a row that begins later.
with staged as (
  select row_number, key, valid_from, valid_to, row_number() over same_day as turn, lag(valid_to) over by_day as before_to
    from import_row
   where import_id = $1 and not refused and key is not null
  window by_day as (partition by key order by valid_from, row_number),
         same_day as (partition by key, valid_from order by row_number)
), judged as (
  select s.row_number, s.key,
         case when taken.valid_from is not null then 'code_taken'
              when s.turn > 1 then 'code_twice_in_file'
              when s.before_to < 'infinity' and s.before_to > s.valid_from then 'editions_overlap' end as rule
    from staged s
    left join lateral (
      select e.valid_from
        from division e
       where e.code = s.key and e.valid_from < s.valid_to and s.valid_from < e.valid_to
         and not (e.valid_from < s.valid_from and e.valid_to = 'infinity')
       limit 1) taken on true
), marked as (
  update import_row r
     set refused = true
    from judged j
   where r.import_id = $1 and r.row_number = j.row_number and j.rule is not null
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, rule, array[key] from judged where rule is not null
