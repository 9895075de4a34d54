-- naming.put_item
insert into naming_item (item_id, case_id, position, state, place_id, name, name_key, pinyin, pinyin_source,
                         pinyin_doubtful, sound_key, former_name, colloquial, category, division_code, location,
                         applicant, reason, road_class, admin_tier, starts_at, ends_at, length_m, width_m, orientation,
                         surface, sketched, geom, scope, closed_reason, decision_id, place_code, name_id,
                         former_starts_at, former_ends_at, former_length_m, former_geom)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::pinyin_source, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)
on conflict (item_id) do update
   set position = excluded.position, state = excluded.state, place_id = excluded.place_id, name = excluded.name,
       name_key = excluded.name_key, pinyin = excluded.pinyin, pinyin_source = excluded.pinyin_source,
       pinyin_doubtful = excluded.pinyin_doubtful, sound_key = excluded.sound_key, former_name = excluded.former_name,
       colloquial = excluded.colloquial, category = excluded.category, division_code = excluded.division_code,
       location = excluded.location, applicant = excluded.applicant, reason = excluded.reason,
       road_class = excluded.road_class, admin_tier = excluded.admin_tier, starts_at = excluded.starts_at,
       ends_at = excluded.ends_at, length_m = excluded.length_m, width_m = excluded.width_m,
       orientation = excluded.orientation, surface = excluded.surface, sketched = excluded.sketched, geom = excluded.geom,
       scope = excluded.scope, closed_reason = excluded.closed_reason, decision_id = excluded.decision_id,
       place_code = excluded.place_code, name_id = excluded.name_id,
       former_starts_at = excluded.former_starts_at, former_ends_at = excluded.former_ends_at,
       former_length_m = excluded.former_length_m, former_geom = excluded.former_geom
