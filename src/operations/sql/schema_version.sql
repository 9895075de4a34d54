-- operations.schema_version
select coalesce(max(number), 0) as version from schema_migration
