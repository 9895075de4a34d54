-- Imports: what was read when, by whom, and what was found; and the staging tables that a file passes through.
--
-- A run writes its staging rows, the register and its own record in one transaction, and empties the staging tables
-- before it commits: one that fails or is killed leaves nothing behind. The staging tables are ordinary unlogged
-- tables keyed by run, not temporary ones, so that every statement can be checked against the schema.

create type import_outcome as enum ('committed', 'dry_run', 'refused');

create table import_run (
  import_id  uuid           primary key,
  collection text           not null,
  file_name  text           not null,
  source_crs text           not null,
  actor      text           not null,
  at         timestamptz    not null,
  row_count  bigint         not null check (row_count >= 0),
  kept       bigint         not null check (kept >= 0),
  refused    bigint         not null check (refused >= 0),
  outcome    import_outcome not null,
  counts     jsonb          not null,
  commit_id  bigint         references commit_log
);
comment on table import_run is 'one row for each file that was read to its end, whether or not it was kept';
comment on column import_run.file_name is 'as the sender named it';
comment on column import_run.source_crs is 'reference system that the file was declared in: EPSG code, gcj02 or bd09';
comment on column import_run.actor is 'log-in name or "operator"';
comment on column import_run.at is 'instant at which the run began';
comment on column import_run.row_count is 'rows of the file';
comment on column import_run.kept is 'rows that the register holds now, or would hold';
comment on column import_run.refused is 'rows that could not be kept at all';
comment on column import_run.counts is 'how often each rule was broken: object of rule and number';
comment on column import_run.commit_id is 'the commit that wrote the rows; null when nothing was written';

create table import_finding (
  import_id  uuid    not null references import_run,
  ordinal    integer not null,
  row_number bigint  not null,
  rule       text    not null,
  facts      text[]  not null,
  feature_id uuid,
  primary key (import_id, ordinal)
);
comment on table import_finding is 'what was found in rows of a run; the first ten thousand, the rest is counted in import_run';
comment on column import_finding.ordinal is 'place in the report, from 1: refusals first, then by row';
comment on column import_finding.row_number is 'row of the file, from 1; a header is not counted';
comment on column import_finding.rule is 'code of the rule; the program has its sentences in both languages';
comment on column import_finding.facts is 'what the sentence of the rule is filled with';
comment on column import_finding.feature_id is 'the thing that the row became; null when the row was not kept';

create unlogged table import_row (
  import_id           uuid    not null,
  row_number          bigint  not null,
  refused             boolean not null,
  known               boolean not null default false,
  findings            jsonb,
  feature_id          uuid    not null,
  name_id             uuid    not null,
  name                text,
  pinyin              text,
  pinyin_source       text,
  specific            text,
  generic             text,
  search_key          text,
  further_names       jsonb,
  approving_authority text,
  approved_on         date,
  document_number     text,
  valid_from          date    not null,
  valid_to            date    not null,
  day                 date    not null,
  key                 text,
  division_code       text,
  category            text,
  subject             jsonb   not null,
  illustrative        boolean not null,
  attributes          jsonb   not null,
  geom                geometry(Geometry, 4490),
  unshifted           geometry(Point, 4490),
  primary key (import_id, row_number)
);
comment on table import_row is 'staging: rows of running imports, gone when they end';
comment on column import_row.refused is 'the row cannot be kept at all';
comment on column import_row.known is 'feature_id is a thing that the register already has';
comment on column import_row.findings is 'array of {rule, facts} found while the row was read';
comment on column import_row.further_names is 'former names and aliases in the same row';
comment on column import_row.day is 'the day on which codes that the row refers to are looked up';
comment on column import_row.key is 'code of the division or place; in a file of names, the standard name of the thing named';
comment on column import_row.subject is 'what only this collection has; see the views below';
comment on column import_row.geom is 'EPSG:4490, x = longitude, y = latitude, degrees';
comment on column import_row.unshifted is 'where a point declared in true coordinates would lie had it been GCJ-02; EPSG:4490, x = longitude';

create unlogged table import_row_finding (
  import_id  uuid   not null,
  row_number bigint not null,
  rule       text   not null,
  facts      text[] not null
);
create index import_row_finding_by_import on import_row_finding (import_id);
comment on table import_row_finding is 'staging: what was found in rows of running imports, gone when they end';

create view staged_division as
  select r.*, s.level, s.unit_type, s.parent_codes, s.counts_in_summary, s.in_built_up_area
    from import_row r
    cross join lateral jsonb_to_record(r.subject)
      as s(level division_level, unit_type text, parent_codes text[], counts_in_summary boolean, in_built_up_area boolean)
   where not r.refused;

create view staged_street as
  select r.*, s.road_class, s.admin_tier, s.starts_at, s.ends_at, s.length_m, s.width_m, s.orientation, s.surface
    from import_row r
    cross join lateral jsonb_to_record(r.subject)
      as s(road_class road_class, admin_tier admin_tier, starts_at text, ends_at text, length_m double precision,
           width_m double precision, orientation orientation, surface surface)
   where not r.refused;

create view staged_name as
  select r.*, s.collection, s.kind, s.status, s.language
    from import_row r
    cross join lateral jsonb_to_record(r.subject)
      as s(collection text, kind name_kind, status name_status, language text)
   where not r.refused;

-- Where a row of a thing with a code ends: at its own end, or where the next row of the same thing begins.
create function staged_end(valid_to date, next_from date) returns date language sql immutable as $$
  select case when valid_to = 'infinity' then coalesce(next_from, valid_to) else valid_to end
$$;
