-- Record time: what the register said, and when it said so. One mechanism for every tracked table.
--
-- A transaction that changes a tracked table has one row in commit_log. Its number is given at commit, under the
-- lock of the one row of register_version: numbers are gapless, in the order of commits, and known to the writer,
-- and a long transaction holds nobody else's news back (docs/adr/0004-commit-numbers.md).

create schema history;

create table register_version (
  only_row     boolean     primary key default true check (only_row),
  register_id  uuid        not null default gen_random_uuid(),
  version      bigint      not null default 0,
  committed_at timestamptz not null default '-infinity'
);
comment on table register_version is 'the data version of the whole register: the number of the last commit';
comment on column register_version.register_id is 'tells one register from another; a restored copy keeps it';
comment on column register_version.version is 'commit number; the same number drives index, ETags, feeds and caches';
comment on column register_version.committed_at is 'instant of that commit, never before the one before it';
insert into register_version default values;

create table commit_log (
  commit_id    bigint      generated always as identity primary key,
  version      bigint      unique,
  committed_at timestamptz,
  actor        text        not null,
  action       text        not null
);
comment on table commit_log is 'one row for each transaction that changed a tracked table';
comment on column commit_log.commit_id is 'handed out when the transaction first writes; not in the order of commits';
comment on column commit_log.version is 'commit number, given at commit; null only while the transaction runs';
comment on column commit_log.committed_at is 'record time: the instant from which the register said so';
comment on column commit_log.actor is 'log-in name, "operator", or the database role outside the program';
comment on column commit_log.action is 'use case, such as register.add_place';

create table change (
  commit_id  bigint not null references commit_log,
  table_name text   not null,
  feature_id uuid   not null,
  op         "char" not null check (op in ('I', 'U'))
);
create index change_by_commit on change (commit_id);
comment on table change is 'change feed: which features a commit touched; followers read the present state themselves';

-- The row of commit_log of this transaction, made at its first write.
create function current_commit() returns bigint language plpgsql as $$
declare
  id bigint := nullif(current_setting('mingjie.commit_id', true), '')::bigint;
begin
  if id is null then
    insert into commit_log (actor, action)
    values (coalesce(nullif(current_setting('mingjie.actor', true), ''), session_user),
            coalesce(nullif(current_setting('mingjie.action', true), ''), 'by hand'))
    returning commit_id into id;
    perform set_config('mingjie.commit_id', id::text, true);
  end if;
  return id;
end $$;

-- Numbers the commit. Deferred to its very end; the row lock makes the next writer wait until this one is seen.
create function number_commit() returns trigger language plpgsql as $$
declare
  instant constant timestamptz :=
    coalesce(nullif(current_setting('mingjie.now', true), '')::timestamptz, clock_timestamp());
  numbered register_version;
begin
  update register_version
     set version = version + 1,
         committed_at = greatest(instant, committed_at + interval '1 microsecond')
  returning * into numbered;
  update commit_log set version = numbered.version, committed_at = numbered.committed_at
   where commit_id = new.commit_id;
  perform pg_notify('mingjie_change', numbered.version::text);
  return null;
end $$;

create constraint trigger commit_log_number after insert on commit_log
  deferrable initially deferred for each row execute function number_commit();

-- The writer's last statement: numbers the commit now, so that the writer learns the number. Null when the
-- transaction changed no tracked table.
create function number_this_commit() returns bigint language plpgsql as $$
begin
  set constraints commit_log_number immediate;
  return (select version from commit_log
           where commit_id = nullif(current_setting('mingjie.commit_id', true), '')::bigint);
end $$;

-- The version that the register had at an instant; 0 before the first commit.
create function version_at(instant timestamptz) returns bigint language sql stable as $$
  select coalesce(max(version), 0) from commit_log where committed_at <= instant
$$;

create function stamp_record_time() returns trigger language plpgsql as $$
begin
  new.recorded_in := current_commit();
  return new;
end $$;

create function forbid_removal() returns trigger language plpgsql as $$
begin
  raise exception 'nothing is deleted from the register: end the validity of % instead', tg_table_name
    using errcode = 'restrict_violation', constraint = tg_table_name || '_is_kept';
end $$;

-- Declares a table as tracked: history table with the same columns and indexes, change feed, as-of function.
create function track(tracked text, feature_column text) returns void language plpgsql as $track$
declare
  columns constant text := (
    select string_agg(format('%I', attname), ', ' order by attnum)
      from pg_attribute where attrelid = tracked::regclass and attnum > 0 and not attisdropped);
  changed constant text := 'insert into change (commit_id, table_name, feature_id, op)
      select distinct current_commit(), tg_table_name, n.%3$I, ''%4$s''::"char" from new_rows n;';
  definition text;
begin
  execute format('create table if not exists history.%1$I (like %1$I,
    superseded_in bigint not null references commit_log)', tracked);
  for definition in
    select regexp_replace(pg_get_indexdef(indexrelid),
                          '^CREATE (UNIQUE )?INDEX .* ON .*? USING', format('create index on history.%I using', tracked))
      from pg_index where indrelid = tracked::regclass
       and not exists (select from pg_index h where h.indrelid = format('history.%I', tracked)::regclass)
  loop
    execute definition;
  end loop;

  execute format($ddl$
    create or replace trigger %1$I before insert or update on %2$I
      for each row execute function stamp_record_time()$ddl$, tracked || '_stamp', tracked);
  execute format($ddl$
    create or replace trigger %1$I before delete or truncate on %2$I
      for each statement execute function forbid_removal()$ddl$, tracked || '_is_kept', tracked);

  execute format('create or replace function %1$I() returns trigger language plpgsql as $$ begin '
    || changed || ' return null; end $$', 'history_of_inserted_' || tracked, tracked, feature_column, 'I');
  execute format('create or replace trigger %1$I after insert on %2$I referencing new table as new_rows
      for each statement execute function %3$I()', tracked || '_inserted', tracked, 'history_of_inserted_' || tracked);

  execute format('create or replace function %1$I() returns trigger language plpgsql as $$ begin
      insert into history.%2$I (' || columns || ', superseded_in)
      select ' || columns || ', current_commit() from old_rows where recorded_in <> current_commit(); '
    || changed || ' return null; end $$', 'history_of_updated_' || tracked, tracked, feature_column, 'U');
  execute format('create or replace trigger %1$I after update on %2$I
      referencing old table as old_rows new table as new_rows
      for each statement execute function %3$I()', tracked || '_updated', tracked, 'history_of_updated_' || tracked);

  -- Present state for null, else the state after commit number `recorded`. Inlined by the planner.
  execute format($ddl$
    create or replace function %1$I(recorded bigint) returns setof public.%2$I language sql stable as $$
      select * from %2$I where recorded is null
      union all
      select live.* from %2$I live join commit_log said on said.commit_id = live.recorded_in
       where said.version <= recorded
      union all
      select %3$s from history.%2$I past
        join (select commit_id as said_id, version as said from commit_log) a on a.said_id = past.recorded_in
        join (select commit_id as unsaid_id, version as unsaid from commit_log) b on b.unsaid_id = past.superseded_in
       where said <= recorded and recorded < unsaid
    $$ $ddl$, tracked || '_as_of', tracked, columns);
end $track$;
comment on function track is 'gives a table its history: call once in the migration that creates the table';
