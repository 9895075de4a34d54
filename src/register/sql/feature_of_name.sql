-- register.feature_of_name
select feature_id from name where name_id = $1
