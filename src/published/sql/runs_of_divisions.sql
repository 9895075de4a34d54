-- published.runs_of_divisions
-- $1 version  $2 ids  $3 first day  $4 last day  $5 every run  $6-$9 west, south, east, north of boxes in degrees
-- $10 values of the queryables  $11 after this id  $12 limit
-- Joined with the identities, whose index has the order of the pages: a page then costs what is on it.
select feature_id, valid_from, valid_to, recorded_at, name, pinyin, pinyin_source::text, code, level::text, unit_type, parent_code,
       counts_in_summary, in_built_up_area, illustrative, attributes, geom,
       not exists (select from public_boundary_source()) as withheld
  from published_division($1::bigint) run join feature using (feature_id)
 where ($2::uuid[] is null or feature_id = any ($2::uuid[]))
   and valid_from <= $4::date and $3::date < valid_to
   -- of the runs of one feature only the latest, unless all are wanted
   and ($5::boolean or $4::date < valid_to
        or not exists (select from published_division($1::bigint) later
                        where later.feature_id = run.feature_id
                          and run.valid_to <= later.valid_from and later.valid_from <= $4::date))
   and ($6::float8[] is null
        or exists (select from unnest($6::float8[], $7::float8[], $8::float8[], $9::float8[]) as box(w, s, e, n)
                    where st_intersects(geom, st_envelope(st_setsrid(st_makeline(st_makepoint(w, s), st_makepoint(e, n)), 4490)))))
   and (($10::text[])[1] is null or name = ($10::text[])[1])
   and (($10::text[])[2] is null or code = ($10::text[])[2])
   and (($10::text[])[3] is null or level::text = ($10::text[])[3])
   and (($10::text[])[4] is null or unit_type = ($10::text[])[4])
   and (($10::text[])[5] is null or parent_code = ($10::text[])[5])
   and ($11::uuid is null or feature_id > $11::uuid)
 order by feature_id, case when $5::boolean then valid_from end
 limit $12::bigint
