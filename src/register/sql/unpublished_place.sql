-- register.unpublished_place
-- $1 place  $2 day. For those who keep the register: as it is now, whether the public sees it or not.
select jsonb_build_object(
         'id', p.place_id, 'is_public', p.is_public, 'place_code', p.place_code, 'category', p.category,
         'attributes', p.attributes, 'geometry', st_asgeojson(p.geom)::jsonb,
         'valid_from', nullif(p.valid_from, '-infinity'), 'valid_to', nullif(p.valid_to, 'infinity'),
         'names', (select coalesce(jsonb_agg(jsonb_build_object(
                            'id', n.name_id, 'name', n.text, 'kind', n.kind, 'status', n.status, 'pinyin', n.pinyin,
                            'pinyin_source', n.pinyin_source, 'valid_from', nullif(n.valid_from, '-infinity'),
                            'valid_to', nullif(n.valid_to, 'infinity')) order by n.valid_from, n.name_id), '[]')
                     from name n where n.feature_id = p.place_id)) as document
  from place p
 where p.place_id = $1 and p.valid_from <= $2 and $2 < p.valid_to
