-- When a commit was numbered, by the server's own clock: with it an instance measures how long a commit takes until it
-- is visible. The instances' clocks may differ and record time is stamped by theirs; here one clock is read twice. A
-- measurement and no record: what the register said when is told by committed_at alone.
alter table commit_log add column numbered_at timestamptz;
comment on column commit_log.numbered_at is 'instant at which the commit was numbered, by the server''s clock, just before the commit; null before V008';

create or replace function number_commit() returns trigger language plpgsql as $$
declare
  instant constant timestamptz :=
    coalesce(nullif(current_setting('mingjie.now', true), '')::timestamptz, clock_timestamp());
  numbered register_version;
begin
  update register_version
     set version = version + 1,
         committed_at = greatest(instant, committed_at + interval '1 microsecond')
  returning * into numbered;
  update commit_log
     set version = numbered.version, committed_at = numbered.committed_at, numbered_at = clock_timestamp()
   where commit_id = new.commit_id;
  perform pg_notify('mingjie_change', numbered.version::text);
  return null;
end $$;

-- Seconds since an instant, by the server's clock.
create function seconds_since(instant timestamptz) returns double precision language sql volatile as $$
  select extract(epoch from clock_timestamp() - instant)::double precision
$$;
