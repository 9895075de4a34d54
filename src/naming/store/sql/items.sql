-- naming.items
select item_id, position, state, place_id, name, name_key, sound_key, pinyin, pinyin_source::text, pinyin_doubtful, former_name, colloquial,
       category, division_code, location, applicant, reason, road_class, admin_tier, starts_at, ends_at, length_m,
       width_m, orientation, surface, sketched, geom, scope, closed_reason, decision_id, place_code, name_id,
       former_starts_at, former_ends_at, former_length_m, former_geom
  from naming_item where case_id = $1 order by position
