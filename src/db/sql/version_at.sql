-- db.version_at
-- $1 instant
select version_at($1::timestamptz) as version
