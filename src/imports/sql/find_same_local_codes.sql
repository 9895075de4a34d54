-- imports.find_same_local_codes
-- $1 import. A local code belongs to one thing. Where another thing with the code lies where this point would lie had it
-- been given in GCJ-02 (within 30 m, and more than 300 m from where it is said to lie), the shift is told as well.
with mine as (
  select r.row_number, r.feature_id, r.geom, r.unshifted, r.attributes->>'local_code' as local_code
    from import_row r
   where r.import_id = $1 and not r.refused and r.attributes ? 'local_code' and r.attributes->>'local_code' is not null
), holder as (
  select p.place_id, p.geom, p.attributes->>'local_code' as local_code
    from place p
   where p.valid_to = 'infinity' and p.attributes->>'local_code' in (select local_code from mine)
), shared as (
  select local_code, count(distinct place_id) as things
    from holder group by local_code having count(distinct place_id) > 1
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, m.row_number, 'local_code_twice', array[m.local_code, s.things::text] from mine m join shared s using (local_code)
union all
select $1, m.row_number, 'gcj02_suspected', array[m.local_code]
  from mine m
  join shared s using (local_code)
 where s.things <= 10
   and exists (select from holder h
                where h.local_code = m.local_code and h.place_id <> m.feature_id
                  and st_dwithin(h.geom::geography, m.unshifted::geography, 30)
                  and not st_dwithin(h.geom::geography, m.geom::geography, 300))
