-- index.register_identity
select register_id, version from register_version
