-- Names that ended before the first day that is recorded of their thing are published, too, at the point of its first
-- edition: a street drawn at its announcement had names before it.

create or replace function published_name(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, name text, pinyin text,
               pinyin_source pinyin_source, kind name_kind, status name_status, language text, specific text,
               generic text, names_feature uuid, names_kind feature_kind, approving_authority text,
               approved_on date, document_number text, geom geometry) language sql stable as $$
  select n.name_id, n.valid_from, n.valid_to, c.committed_at, n.text, n.pinyin, n.pinyin_source, n.kind, n.status,
         n.language, n.specific, n.generic, n.feature_id, f.kind, n.approving_authority, n.approved_on,
         n.document_number, st_pointonsurface(thing.geom)
    from name_as_of(recorded) n
    left join lateral recorded_at(n.recorded_in) c on true
    join feature f on f.feature_id = n.feature_id
    join lateral (
      select edition.geom
        from (select valid_from, geom from division_as_of(recorded)
               where division_id = n.feature_id and is_public
              union all
              select valid_from, geom from built_up_area_as_of(recorded)
               where built_up_area_id = n.feature_id and is_public
              union all
              select valid_from, geom from place_as_of(recorded)
               where place_id = n.feature_id and is_public) edition
       -- the latest edition in its days, or else the earliest one: a name may be older than what is known of its thing
       order by edition.valid_from < n.valid_to desc,
                case when edition.valid_from < n.valid_to then edition.valid_from end desc,
                edition.valid_from
       limit 1) thing on true
   where n.is_public and n.status <> 'planned'
$$;
