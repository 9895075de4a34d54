-- published.runs_of_signs
-- $1 version  $2 ids  $3 first day  $4 last day  $5 every run  $6-$9 west, south, east, north of boxes in degrees
-- $10 values of the queryables  $11 after this id  $12 limit
-- Joined with the identities, whose index has the order of the pages: a page then costs what is on it.
select feature_id, valid_from, valid_to, recorded_at, sign_number, type::text, state::text, place_id, placement::text, location,
       support::text, illustrative, faces, geom
  from published_sign($1::bigint) run join (select sign_id as feature_id from sign) known using (feature_id)
 where ($2::uuid[] is null or feature_id = any ($2::uuid[]))
   and valid_from <= $4::date and $3::date < valid_to
   -- A sign has one run: where it stood before is record time. So every run and the latest one are the same.
   and $5::boolean is not null
   and ($6::float8[] is null
        or exists (select from unnest($6::float8[], $7::float8[], $8::float8[], $9::float8[]) as box(w, s, e, n)
                    where st_intersects(geom, st_envelope(st_setsrid(st_makeline(st_makepoint(w, s), st_makepoint(e, n)), 4490)))))
   and (($10::text[])[1] is null or sign_number = ($10::text[])[1])
   and (($10::text[])[2] is null or type::text = ($10::text[])[2])
   and (($10::text[])[3] is null or state::text = ($10::text[])[3])
   and (($10::text[])[4] is null or place_id = case when ($10::text[])[4] ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                                                       then (($10::text[])[4])::uuid end)
   and (($10::text[])[5] is null or placement::text = ($10::text[])[5])
   and (($10::text[])[6] is null or support::text = ($10::text[])[6])
   and ($11::uuid is null or feature_id > $11::uuid)
 order by feature_id
 limit $12::bigint
