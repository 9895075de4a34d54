-- index.names_of_features
-- $1 features
select name_id from name where feature_id = any ($1::uuid[])
