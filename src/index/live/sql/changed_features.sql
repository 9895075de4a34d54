-- index.changed_features
-- $1 version already applied
-- What the commits after it touched, and what shows a division's code and so changes with it; by kind.
with touched as (
  select distinct ch.feature_id
    from change ch join commit_log c using (commit_id)
   where c.version > $1::bigint
), divisions as (
  select feature_id from touched join feature using (feature_id) where kind = 'division'
), changed as (
  select feature_id from touched
  union
  select division_id from division where parent_id in (select feature_id from divisions)
  union
  select built_up_area_id from built_up_area where division_id in (select feature_id from divisions)
  union
  select place_id from place where division_id in (select feature_id from divisions)
  union
  select street_id from street where crosses && array(select feature_id from divisions)
)
select coalesce(array_agg(feature_id) filter (where kind = 'division'), '{}') as divisions,
       coalesce(array_agg(feature_id) filter (where kind = 'built_up_area'), '{}') as built_up_areas,
       coalesce(array_agg(feature_id) filter (where kind = 'place'), '{}') as places,
       array(select feature_id from touched join sign on sign_id = feature_id) as signs
  from changed join feature using (feature_id)
