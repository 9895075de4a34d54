-- register.standing
-- $1 place  $2 day
select n.name_id, n.text, n.pinyin, n.pinyin_source::text, p.category, p.place_code, p.geom, d.code as division_code,
       s.street_id is not null as is_street, s.road_class, s.admin_tier, s.starts_at, s.ends_at, s.length_m, s.width_m,
       s.orientation, s.surface
  from place p
  join name n on n.feature_id = p.place_id and n.kind = 'standard' and n.status <> 'planned'
   and n.valid_from <= $2 and $2 < n.valid_to
  left join street s on s.street_id = p.place_id and s.valid_from <= $2 and $2 < s.valid_to
  left join division d on d.division_id = p.division_id and d.valid_from <= $2 and $2 < d.valid_to
 where p.place_id = $1 and p.valid_from <= $2 and $2 < p.valid_to
