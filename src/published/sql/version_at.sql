-- published.version_at
select version_at($1) as version
