-- What the public may see: the only door through which look-ups, features and the in-memory index read.
--
-- Each function takes a commit number (null = as the register says now) and gives one row for each run of days
-- on which neither the thing nor its standard name changed: editions and names have periods of their own, and a
-- reader should not have to intersect them.

-- The standard names, each in its period.
create function standard_name(recorded bigint) returns setof public.name language sql stable as $$
  select * from name_as_of(recorded) where kind = 'standard' and status <> 'planned' and is_public
$$;

-- The standard name of a feature on a day. There is at most one (name_one_standard); the limit tells the planner, so
-- that a page of features looks up its own names instead of sorting all of them.
create function standard_name_on(recorded bigint, feature uuid, day date) returns setof public.name
language sql stable as $$
  select * from standard_name(recorded) n
   where n.feature_id = feature and n.valid_from <= day and day < n.valid_to
   limit 1
$$;

-- The code of a division on a day.
create function division_code_on(recorded bigint, division uuid, day date) returns table (code text)
language sql stable as $$
  select d.code from division_as_of(recorded) d
   where d.division_id = division and d.valid_from <= day and day < d.valid_to
   limit 1
$$;

-- Since when the register says what a row says.
create function recorded_at(commit bigint) returns table (committed_at timestamptz) language sql stable as $$
  select committed_at from commit_log where commit_id = commit limit 1
$$;

-- The days in [valid_from, valid_to) on which a feature's standard name may have changed, cut into runs.
create function name_runs(recorded bigint, feature uuid, valid_from date, valid_to date)
returns table (run_from date, run_to date) language sql stable as $$
  select day, next_day
    from (select day, lead(day) over (order by day) as next_day
            from (select name_runs.valid_from as day
                  union select name_runs.valid_to
                  union select cut.day
                          from standard_name(name_runs.recorded) n
                          cross join lateral (values (n.valid_from), (n.valid_to)) as cut(day)
                         where n.feature_id = feature
                           and cut.day > name_runs.valid_from and cut.day < name_runs.valid_to) days) runs
   where next_day is not null
$$;

create function published_division(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, name text, pinyin text,
               pinyin_source pinyin_source, code text, level division_level, unit_type text, parent_id uuid,
               parent_code text, counts_in_summary boolean, in_built_up_area boolean, illustrative boolean,
               attributes jsonb, geom geometry) language sql stable as $$
  select d.division_id, run.run_from, run.run_to, greatest(c.committed_at, nc.committed_at), n.text, n.pinyin,
         n.pinyin_source, d.code, d.level, d.unit_type, d.parent_id, parent.code, d.counts_in_summary,
         d.in_built_up_area, d.illustrative, d.attributes, d.geom
    from division_as_of(recorded) d
    left join lateral recorded_at(d.recorded_in) c on true
    cross join lateral name_runs(recorded, d.division_id, d.valid_from, d.valid_to) run
    left join lateral standard_name_on(recorded, d.division_id, run.run_from) n on true
    left join lateral recorded_at(n.recorded_in) nc on true
    left join lateral division_code_on(recorded, d.parent_id, run.run_from) parent on true
   where d.is_public
$$;

create function published_built_up_area(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, name text, pinyin text,
               pinyin_source pinyin_source, division_code text, illustrative boolean, attributes jsonb,
               geom geometry) language sql stable as $$
  select b.built_up_area_id, run.run_from, run.run_to, greatest(c.committed_at, nc.committed_at), n.text, n.pinyin,
         n.pinyin_source, d.code, b.illustrative, b.attributes, b.geom
    from built_up_area_as_of(recorded) b
    left join lateral recorded_at(b.recorded_in) c on true
    cross join lateral name_runs(recorded, b.built_up_area_id, b.valid_from, b.valid_to) run
    left join lateral standard_name_on(recorded, b.built_up_area_id, run.run_from) n on true
    left join lateral recorded_at(n.recorded_in) nc on true
    left join lateral division_code_on(recorded, b.division_id, run.run_from) d on true
   where b.is_public
$$;

create function published_place(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, name text, pinyin text,
               pinyin_source pinyin_source, place_code text, category text, division_code text,
               illustrative boolean, attributes jsonb, geom geometry) language sql stable as $$
  select p.place_id, run.run_from, run.run_to, greatest(c.committed_at, nc.committed_at), n.text, n.pinyin,
         n.pinyin_source, p.place_code, p.category, d.code, p.illustrative, p.attributes, p.geom
    from place_as_of(recorded) p
    left join lateral recorded_at(p.recorded_in) c on true
    cross join lateral name_runs(recorded, p.place_id, p.valid_from, p.valid_to) run
    left join lateral standard_name_on(recorded, p.place_id, run.run_from) n on true
    left join lateral recorded_at(n.recorded_in) nc on true
    left join lateral division_code_on(recorded, p.division_id, run.run_from) d on true
   where p.is_public
$$;

-- Streets are places of which more is known; a run ends where either the place's or the street's edition does.
create function published_street(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, name text, pinyin text,
               pinyin_source pinyin_source, place_code text, category text, division_code text,
               road_class road_class, admin_tier admin_tier, starts_at text, ends_at text,
               length_m double precision, width_m double precision, orientation orientation, surface surface,
               crosses text[], illustrative boolean, attributes jsonb, geom geometry) language sql stable as $$
  select p.feature_id, greatest(p.valid_from, s.valid_from), least(p.valid_to, s.valid_to),
         greatest(p.recorded_at, c.committed_at), p.name, p.pinyin, p.pinyin_source, p.place_code, p.category,
         p.division_code, s.road_class, s.admin_tier, s.starts_at, s.ends_at, s.length_m, s.width_m,
         s.orientation, s.surface,
         array(select d.code from division_as_of(recorded) d
                where d.division_id = any (s.crosses)
                  and d.valid_from <= greatest(p.valid_from, s.valid_from)
                  and greatest(p.valid_from, s.valid_from) < d.valid_to
                order by d.code),
         p.illustrative, p.attributes, p.geom
    from published_place(recorded) p
    join street_as_of(recorded) s
      on s.street_id = p.feature_id and s.valid_from < p.valid_to and p.valid_from < s.valid_to
    left join lateral recorded_at(s.recorded_in) c on true
$$;

-- Every name of a public thing, with a point of the thing's latest edition in the name's period, to write it at.
create function published_name(recorded bigint)
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
       where edition.valid_from < n.valid_to
       order by edition.valid_from desc
       limit 1) thing on true
   where n.is_public and n.status <> 'planned'
$$;
