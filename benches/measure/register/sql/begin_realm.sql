-- bench.begin_realm
-- Everything is one commit. Triggers and foreign keys are left out (session_replication_role, superusers only): what they
-- would do, row by row, is stamp this commit and check references that the realm has by the way it is made. The rows
-- of the change feed are left out as well: followers begin after this commit.
begin;
set session_replication_role = replica;
insert into commit_log (version, committed_at, actor, action) values (1, '2026-01-01T00:00:00Z', 'operator', 'bench.realm');
update register_version set version = 1, committed_at = '2026-01-01T00:00:00Z';
