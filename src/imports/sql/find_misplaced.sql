-- imports.find_misplaced
-- $1 import. Things that do not meet the outline of the division in whose code they are kept; and among them points
-- that would, had they been given in GCJ-02.
with outline as materialized (
  select division_id, code, level, valid_from, valid_to, geom from division where st_isvalid(geom)
), misplaced as (
  select r.row_number, r.geom, r.day, home.code, st_intersects(home.geom, r.unshifted) as fits_unshifted
    from import_row r
    join outline home on home.code = r.division_code and home.valid_from <= r.day and r.day < home.valid_to
   where r.import_id = $1 and not r.refused and st_isvalid(r.geom) and not st_intersects(home.geom, r.geom)
), placed as (
  select m.row_number, m.code, m.fits_unshifted, county.division_id is not null as outside_county,
         (select o.code from outline o
           where o.level = 'township' and o.valid_from <= m.day and m.day < o.valid_to and st_intersects(o.geom, m.geom)
           limit 1) as found
    from misplaced m
    left join outline county
      on county.code = left(m.code, 6) and county.valid_from <= m.day and m.day < county.valid_to
     and not st_intersects(county.geom, m.geom)
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, case when outside_county then 'outside_county' else 'outside_division' end,
       array[code, coalesce(found, '')]
  from placed
union all
select $1, row_number, 'gcj02_suspected', array[code] from placed where fits_unshifted
