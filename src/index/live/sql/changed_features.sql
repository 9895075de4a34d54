-- index.changed_features
-- $1 version already applied
-- What the commits after it touched, and what shows a division's code and so changes with it.
with touched as (
  select distinct ch.feature_id
    from change ch join commit_log c using (commit_id)
   where c.version > $1::bigint
), divisions as (
  select feature_id from touched join feature using (feature_id) where kind = 'division'
)
select feature_id from touched
union
select division_id from division where parent_id in (select feature_id from divisions)
union
select built_up_area_id from built_up_area where division_id in (select feature_id from divisions)
union
select place_id from place where division_id in (select feature_id from divisions)
union
select street_id from street where crosses && array(select feature_id from divisions)
