-- db.data_version
select version from register_version
