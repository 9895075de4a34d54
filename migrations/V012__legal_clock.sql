-- The legal clock: days that are worked or not, limits in days with their basis, and what is due by them.
--
-- The law is data. A limit of the law or of the office holds from a day to a day; what was begun under one keeps it. The
-- count itself is src/kernel/calendar (docs/adr/0019-counting-days.md).

create table calendar_year (
  year  integer primary key,
  basis text    not null,
  constraint calendar_year_form check (year between 1949 and 9998 and basis <> '')
);
comment on table calendar_year is 'the years whose holidays and make-up days are known; beyond them only weekends are free';
comment on column calendar_year.year is 'civil year in the office';
comment on column calendar_year.basis is 'the notice of the General Office of the State Council, or who entered it';

create table special_day (
  day        date    primary key,
  is_working boolean not null,
  occasion   text    not null,
  year       integer not null references calendar_year,
  constraint special_day_of_year check (year - extract(year from day) between 0 and 1 and occasion <> '')
);
create index special_day_by_year on special_day (year);
comment on table special_day is 'days that are worked or free against or beyond the week of five days';
comment on column special_day.day is 'civil day in the office';
comment on column special_day.is_working is 'true: a make-up day 调休; false: a holiday 放假, weekends in it included';
comment on column special_day.occasion is 'the holiday that it belongs to';
comment on column special_day.year is 'the arrangement that says so: New Year of a year may begin in the December before';

insert into calendar_year (year, basis) values
  (2022, '国办发明电〔2021〕11号'),
  (2023, '国办发明电〔2022〕16号'),
  (2024, '国办发明电〔2023〕7号'),
  (2025, '国办发明电〔2024〕12号'),
  (2026, '国办发明电〔2025〕7号');

insert into special_day (year, day, is_working, occasion)
select year, first_day + later, is_working, occasion
  from (values
    (2022, '2022-01-01'::date, '2022-01-03'::date, false, '元旦'),
    (2022, '2022-01-29', '2022-01-30', true, '春节'),
    (2022, '2022-01-31', '2022-02-06', false, '春节'),
    (2022, '2022-04-02', '2022-04-02', true, '清明节'),
    (2022, '2022-04-03', '2022-04-05', false, '清明节'),
    (2022, '2022-04-24', '2022-04-24', true, '劳动节'),
    (2022, '2022-04-30', '2022-05-04', false, '劳动节'),
    (2022, '2022-05-07', '2022-05-07', true, '劳动节'),
    (2022, '2022-06-03', '2022-06-05', false, '端午节'),
    (2022, '2022-09-10', '2022-09-12', false, '中秋节'),
    (2022, '2022-10-01', '2022-10-07', false, '国庆节'),
    (2022, '2022-10-08', '2022-10-09', true, '国庆节'),
    (2023, '2022-12-31', '2023-01-02', false, '元旦'),
    (2023, '2023-01-21', '2023-01-27', false, '春节'),
    (2023, '2023-01-28', '2023-01-29', true, '春节'),
    (2023, '2023-04-05', '2023-04-05', false, '清明节'),
    (2023, '2023-04-23', '2023-04-23', true, '劳动节'),
    (2023, '2023-04-29', '2023-05-03', false, '劳动节'),
    (2023, '2023-05-06', '2023-05-06', true, '劳动节'),
    (2023, '2023-06-22', '2023-06-24', false, '端午节'),
    (2023, '2023-06-25', '2023-06-25', true, '端午节'),
    (2023, '2023-09-29', '2023-10-06', false, '中秋节、国庆节'),
    (2023, '2023-10-07', '2023-10-08', true, '中秋节、国庆节'),
    (2024, '2024-01-01', '2024-01-01', false, '元旦'),
    (2024, '2024-02-04', '2024-02-04', true, '春节'),
    (2024, '2024-02-10', '2024-02-17', false, '春节'),
    (2024, '2024-02-18', '2024-02-18', true, '春节'),
    (2024, '2024-04-04', '2024-04-06', false, '清明节'),
    (2024, '2024-04-07', '2024-04-07', true, '清明节'),
    (2024, '2024-04-28', '2024-04-28', true, '劳动节'),
    (2024, '2024-05-01', '2024-05-05', false, '劳动节'),
    (2024, '2024-05-11', '2024-05-11', true, '劳动节'),
    (2024, '2024-06-10', '2024-06-10', false, '端午节'),
    (2024, '2024-09-14', '2024-09-14', true, '中秋节'),
    (2024, '2024-09-15', '2024-09-17', false, '中秋节'),
    (2024, '2024-09-29', '2024-09-29', true, '国庆节'),
    (2024, '2024-10-01', '2024-10-07', false, '国庆节'),
    (2024, '2024-10-12', '2024-10-12', true, '国庆节'),
    (2025, '2025-01-01', '2025-01-01', false, '元旦'),
    (2025, '2025-01-26', '2025-01-26', true, '春节'),
    (2025, '2025-01-28', '2025-02-04', false, '春节'),
    (2025, '2025-02-08', '2025-02-08', true, '春节'),
    (2025, '2025-04-04', '2025-04-06', false, '清明节'),
    (2025, '2025-04-27', '2025-04-27', true, '劳动节'),
    (2025, '2025-05-01', '2025-05-05', false, '劳动节'),
    (2025, '2025-05-31', '2025-06-02', false, '端午节'),
    (2025, '2025-09-28', '2025-09-28', true, '国庆节、中秋节'),
    (2025, '2025-10-01', '2025-10-08', false, '国庆节、中秋节'),
    (2025, '2025-10-11', '2025-10-11', true, '国庆节、中秋节'),
    (2026, '2026-01-01', '2026-01-03', false, '元旦'),
    (2026, '2026-01-04', '2026-01-04', true, '元旦'),
    (2026, '2026-02-14', '2026-02-14', true, '春节'),
    (2026, '2026-02-15', '2026-02-23', false, '春节'),
    (2026, '2026-02-28', '2026-02-28', true, '春节'),
    (2026, '2026-04-04', '2026-04-06', false, '清明节'),
    (2026, '2026-05-01', '2026-05-05', false, '劳动节'),
    (2026, '2026-05-09', '2026-05-09', true, '劳动节'),
    (2026, '2026-06-19', '2026-06-21', false, '端午节'),
    (2026, '2026-09-20', '2026-09-20', true, '国庆节'),
    (2026, '2026-09-25', '2026-09-27', false, '中秋节'),
    (2026, '2026-10-01', '2026-10-07', false, '国庆节'),
    (2026, '2026-10-10', '2026-10-10', true, '国庆节')
  ) as arranged (year, first_day, last_day, is_working, occasion),
  generate_series(0, last_day - first_day) as later;

create type limit_kind as enum (
  'filing', 'announcement', 'announcement_after_filing', 'acceptance', 'supplement', 'notice_length', 'notice_minimum',
  'opinion_answer', 'sign'
);
create type limit_start as enum ('approval', 'filing', 'submission', 'return', 'publication', 'receipt');
create type day_count as enum ('calendar', 'working');

create table time_limit (
  time_limit_id uuid        primary key,
  kind          limit_kind  not null,
  days          integer     not null,
  day_count     day_count   not null,
  starts_from   limit_start not null,
  basis         text        not null,
  is_statutory  boolean     not null,
  valid_from    date        not null,
  valid_to      date        not null default 'infinity',
  set_by        text        not null,
  set_at        timestamptz not null,
  constraint time_limit_days check (days between 1 and 366),
  constraint time_limit_period check (valid_from < valid_to),
  constraint time_limit_statutory check (is_statutory = (basis <> 'local')),
  constraint time_limit_of_kind unique (time_limit_id, kind),
  constraint time_limit_one_in_force exclude using gist (kind with =, daterange(valid_from, valid_to) with &&)
);
create trigger time_limit_is_kept before delete or truncate on time_limit
  for each statement execute function forbid_removal();
comment on table time_limit is 'limits in days with the days on which they are in force; a changed one is ended and followed by another';
comment on column time_limit.time_limit_id is 'UUIDv7; what is due keeps the limit under which it began';
comment on column time_limit.kind is 'what is limited';
comment on column time_limit.days is 'number of days; the day of the event is not counted. Of a public notice: its length, first and last day counted';
comment on column time_limit.day_count is 'calendar days, or working days by calendar_year and special_day';
comment on column time_limit.starts_from is 'the event from which it is counted';
comment on column time_limit.basis is 'id of an article in src/kernel/law, or local: practice of the office, no law';
comment on column time_limit.is_statutory is 'set by law: cannot be changed by the office, does not stand still when a case is suspended';
comment on column time_limit.valid_from is 'civil day from which what begins is under it';
comment on column time_limit.valid_to is 'civil day from which it is not any more; infinity while it is in force';
comment on column time_limit.set_by is 'log-in name of who set it, or "law"';
comment on column time_limit.set_at is 'instant';

insert into time_limit (time_limit_id, kind, days, day_count, starts_from, basis, is_statutory, valid_from, set_by, set_at)
select ('01803a5a-2c00-7000-8000-00000000000' || number)::uuid, kind::limit_kind, days, day_count::day_count,
       starts_from::limit_start, basis, basis <> 'local', '2022-05-01',
       case basis when 'local' then 'operator' else 'law' end, '2022-04-30 16:00:00+00'
  from (values
    -- R753 art. 13 and 14: 15 days, and nothing else is said: calendar days.
    (1, 'filing', 15, 'calendar', 'approval', 'R753-13'),
    (2, 'announcement', 15, 'calendar', 'approval', 'R753-14'),
    (3, 'announcement_after_filing', 15, 'calendar', 'filing', 'R753-14'),
    -- No national rule: what offices in Hubei and elsewhere do; for the office to set.
    (4, 'acceptance', 5, 'working', 'submission', 'local'),
    (5, 'supplement', 30, 'calendar', 'return', 'local'),
    (6, 'notice_length', 7, 'calendar', 'publication', 'local'),
    (7, 'notice_minimum', 5, 'calendar', 'publication', 'local'),
    (8, 'opinion_answer', 15, 'working', 'receipt', 'local'),
    (9, 'sign', 60, 'calendar', 'approval', 'local')
  ) as seed (number, kind, days, day_count, starts_from, basis);

create type obligation_subject as enum ('naming_case');

create table obligation (
  obligation_id    uuid               primary key,
  subject_kind     obligation_subject not null,
  subject_id       uuid               not null,
  part_id          uuid,
  kind             limit_kind         not null,
  time_limit_id    uuid               not null,
  township_code    text,
  responsible      account_role       not null,
  label            text               not null,
  begins_on        date               not null,
  due_on           date               not null,
  due_is_certain   boolean            not null,
  met_on           date,
  dropped_on       date,
  dropped_because  text,
  created_at       timestamptz        not null default current_setting('mingjie.now')::timestamptz,
  changed_at       timestamptz        not null default current_setting('mingjie.now')::timestamptz,
  constraint obligation_limit foreign key (time_limit_id, kind) references time_limit (time_limit_id, kind),
  constraint obligation_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint obligation_label_form check (length(label) between 1 and 300),
  constraint obligation_order check (begins_on <= due_on and begins_on <= met_on and begins_on <= dropped_on),
  constraint obligation_one_end check (met_on is null or dropped_on is null),
  constraint obligation_drop_reason check ((dropped_on is null) = (dropped_because is null) and dropped_because <> '')
);
create unique index obligation_one_open on obligation (subject_kind, subject_id, kind, part_id) nulls not distinct
  where met_on is null and dropped_on is null;
create index obligation_by_subject on obligation (subject_id);
create index obligation_by_due on obligation (due_on, obligation_id);
create index obligation_open_by_due on obligation (due_on, obligation_id) where met_on is null and dropped_on is null;
create trigger obligation_is_kept before delete or truncate on obligation
  for each statement execute function forbid_removal();
comment on table obligation is 'what somebody has to do by a day; being late is recorded and shown, and forbids nothing';
comment on column obligation.obligation_id is 'UUIDv7';
comment on column obligation.subject_kind is 'what kind of thing it belongs to';
comment on column obligation.subject_id is 'which';
comment on column obligation.part_id is 'what in it, such as one decision; null for the whole';
comment on column obligation.kind is 'what is to be done';
comment on column obligation.time_limit_id is 'the limit in force on the day on which it began';
comment on column obligation.township_code is 'GB/T 10114, 9 digits: whose clerk sees it, too; null for none';
comment on column obligation.responsible is 'the role that has to do it';
comment on column obligation.label is 'what people call the subject: number and title, Chinese';
comment on column obligation.begins_on is 'civil day of the event; the count begins on the next';
comment on column obligation.due_on is 'last civil day in time, stops included that are over; never shifted because it is a holiday';
comment on column obligation.due_is_certain is 'false: working days were counted in a year whose holidays are not known yet';
comment on column obligation.met_on is 'civil day on which it was done; null while it is not';
comment on column obligation.dropped_on is 'civil day from which nobody has to do it any more; null otherwise';
comment on column obligation.dropped_because is 'why it was dropped';
comment on column obligation.created_at is 'instant';
comment on column obligation.changed_at is 'instant of the last change, stops included';

create function obligation_changes() returns trigger language plpgsql as $$
begin
  new.changed_at := current_setting('mingjie.now')::timestamptz;
  return new;
end $$;
create trigger obligation_changes before update on obligation
  for each row execute function obligation_changes();

create table obligation_stop (
  obligation_id uuid not null references obligation,
  stopped_on    date not null,
  resumed_on    date,
  reason        text not null check (reason <> ''),
  constraint obligation_stop_order check (stopped_on <= resumed_on),
  constraint obligation_stop_apart
    exclude using gist (obligation_id with =, daterange(stopped_on, coalesce(resumed_on, 'infinity')) with &&)
);
create index obligation_stop_by_obligation on obligation_stop (obligation_id, stopped_on);
comment on table obligation_stop is 'days on which the count of an obligation stood still';
comment on column obligation_stop.stopped_on is 'first civil day that is not counted';
comment on column obligation_stop.resumed_on is 'first civil day that is counted again; null while it stands still';
comment on column obligation_stop.reason is 'why';

create view obligation_standing as
select o.*, l.days, l.day_count, l.starts_from, l.basis, l.is_statutory, l.valid_from, l.valid_to,
       s.stopped_on, s.stop_reason, coalesce(s.stopped_days, 0) as stopped_days
  from obligation o
  join time_limit l using (time_limit_id)
  cross join lateral (
    select max(stopped_on) filter (where resumed_on is null) as stopped_on,
           max(reason) filter (where resumed_on is null) as stop_reason,
           sum(resumed_on - stopped_on)::integer as stopped_days
      from obligation_stop
     where obligation_id = o.obligation_id
  ) s;
comment on view obligation_standing is 'obligations with their limit and the stop that runs';

create table obligation_feed (
  user_id       uuid        primary key references user_account,
  secret_digest bytea       not null,
  made_at       timestamptz not null,
  constraint obligation_feed_secret_unique unique (secret_digest),
  constraint obligation_feed_secret_form check (octet_length(secret_digest) = 32)
);
comment on table obligation_feed is 'the secret calendar address of a person; making another replaces it';
comment on column obligation_feed.user_id is 'who sees it';
comment on column obligation_feed.secret_digest is 'SHA-256 of the 32 bytes in the address';
comment on column obligation_feed.made_at is 'instant';
