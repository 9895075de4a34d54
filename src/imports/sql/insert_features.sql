-- imports.insert_features
-- $1 import  $2 kind of feature
insert into feature (feature_id, kind)
select distinct feature_id, $2::text::feature_kind from import_row where import_id = $1 and not refused and not known
