-- Custody of markers 界桩管护: what was found broken, gone or moved, and its repair with people of both sides present (State
-- Council Order 353 art. 6, 16, 17).

create type defect_kind as enum ('damaged', 'missing', 'moved', 'text_worn', 'tie_point_lost');
create type defect_state as enum ('reported', 'notified', 'repaired', 'closed', 'unfounded');

create table marker_defect (
  defect_id       uuid         primary key,
  defect_number   text         not null,
  marker_id       uuid         not null references boundary_marker,
  kind            defect_kind  not null,
  state           defect_state not null,
  seen_at         timestamptz  not null,
  due_at          timestamptz  not null,
  description     text         not null,
  deliberate      boolean      not null,
  inspection_id   uuid         references joint_inspection,
  notified_on     date,
  notice_number   text,
  repaired_on     date,
  work            text,
  present         jsonb,
  ours_by         uuid         references user_account,
  ours_on         date,
  theirs_by       text,
  theirs_on       date,
  theirs_document text,
  theirs_digest   text,
  end_reason      text,
  version         bigint       not null default 1,
  reported_by     uuid         not null references user_account,
  reported_at     timestamptz  not null,
  constraint marker_defect_number_unique unique (defect_number),
  constraint marker_defect_number_form check (defect_number ~ '^JS[0-9]{4}-[0-9]{4,}$'),
  constraint marker_defect_seen check (seen_at <= reported_at and seen_at < due_at),
  constraint marker_defect_description_form check (length(description) between 1 and 4000),
  constraint marker_defect_notified check (num_nulls(notified_on, notice_number) in (0, 2)
                                           and (notified_on is not null or state in ('reported', 'unfounded'))),
  constraint marker_defect_notice_form check (length(notice_number) between 1 and 100),
  constraint marker_defect_repaired check (num_nulls(repaired_on, work, present) in (0, 3)
                                           and (repaired_on is not null) = (state in ('repaired', 'closed'))),
  constraint marker_defect_work_form check (length(work) between 1 and 4000),
  constraint marker_defect_ours check (num_nulls(ours_by, ours_on) in (0, 2)),
  constraint marker_defect_theirs check (num_nulls(theirs_by, theirs_on) in (0, 2)
                                         and (theirs_on is null or num_nonnulls(theirs_document, theirs_digest) > 0)),
  constraint marker_defect_closed_by_both check (state <> 'closed' or num_nulls(ours_on, theirs_on) = 0),
  constraint marker_defect_ended check ((end_reason is not null) = (state = 'unfounded')),
  constraint marker_defect_reason_form check (length(end_reason) between 1 and 1000)
);
create unique index marker_defect_one_open on marker_defect (marker_id) where state not in ('closed', 'unfounded');
create index marker_defect_by_marker on marker_defect (marker_id, seen_at);
create index marker_defect_by_inspection on marker_defect (inspection_id);
create trigger marker_defect_is_kept before delete or truncate on marker_defect
  for each statement execute function forbid_removal();
comment on table marker_defect is 'a marker that was found broken, gone, moved or unreadable, and its repair (R353 art. 6)';
comment on column marker_defect.defect_id is 'UUIDv7';
comment on column marker_defect.defect_number is 'JS, year and running number, for people';
comment on column marker_defect.marker_id is 'the marker';
comment on column marker_defect.kind is 'what was found';
comment on column marker_defect.state is 'reported; notified: the neighbour knows; repaired: with both present; closed: both have confirmed; unfounded: nothing was wrong';
comment on column marker_defect.seen_at is 'instant at which it was seen';
comment on column marker_defect.due_at is 'instant by which it was to be reported';
comment on column marker_defect.description is 'what was seen, in words';
comment on column marker_defect.deliberate is 'somebody did it on purpose: repair is paid and a penalty considered (R353 art. 17)';
comment on column marker_defect.inspection_id is 'the joint inspection in which it was found; null for none';
comment on column marker_defect.notified_on is 'civil day on which the neighbour was told';
comment on column marker_defect.notice_number is 'number of the letter';
comment on column marker_defect.repaired_on is 'civil day of the repair';
comment on column marker_defect.work is 'what was done';
comment on column marker_defect.present is 'who was there: name, unit and side code of each; people of both sides';
comment on column marker_defect.ours_by is 'account that confirmed the repair for this side';
comment on column marker_defect.ours_on is 'civil day of that';
comment on column marker_defect.theirs_by is 'who confirmed it for the neighbour';
comment on column marker_defect.theirs_on is 'civil day of that';
comment on column marker_defect.theirs_document is 'number of the neighbour''s paper';
comment on column marker_defect.theirs_digest is 'SHA-256 of the neighbour''s paper, hexadecimal';
comment on column marker_defect.end_reason is 'why it was unfounded';
comment on column marker_defect.version is 'counts changes; the ETag';
comment on column marker_defect.reported_by is 'account that reported it';
comment on column marker_defect.reported_at is 'instant of the report';

create table marker_defect_number (
  year integer primary key,
  last integer not null,
  constraint marker_defect_number_of_year check (year between 1949 and 9999 and last > 0)
);
comment on table marker_defect_number is 'the last number given in each year; its row is the lock';
comment on column marker_defect_number.year is 'civil year in the office';
comment on column marker_defect_number.last is 'last number of that year';
