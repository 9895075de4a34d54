-- imports.insert_divisions
-- $1 import. The parent may stand anywhere in the same file.
insert into division (division_id, valid_from, valid_to, code, level, unit_type, parent_id, counts_in_summary,
                      in_built_up_area, illustrative, attributes, geom)
select r.feature_id, r.valid_from, staged_end(r.valid_to, lead(r.valid_from) over (partition by r.feature_id order by r.valid_from)),
       r.key, r.level, r.unit_type, parent.feature_id, coalesce(r.counts_in_summary, false),
       coalesce(r.in_built_up_area, false), r.illustrative, r.attributes, r.geom
  from staged_division r
  left join lateral (
    select candidate.feature_id
      from unnest(r.parent_codes) with ordinality as asked(code, turn)
      join lateral (
        select d.division_id as feature_id, d.valid_from, d.valid_to from division d where d.code = asked.code
        union all
        select p.feature_id, p.valid_from, p.valid_to from import_row p
         where p.import_id = $1 and not p.refused and p.key = asked.code) candidate
        on candidate.valid_from <= r.day and r.day < candidate.valid_to
     order by asked.turn, candidate.valid_from desc
     limit 1) parent on true
 where r.import_id = $1
