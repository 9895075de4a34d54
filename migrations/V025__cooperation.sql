-- Peaceful boundary 平安边界: what neighbours do together, in five mechanisms, as records with people, days and follow-up.
--
-- Each record names a neighbour and, where it has one, a line. None of it is public. Who is reached at a neighbour's office
-- stands apart (schema personal) and can be erased.

create type cooperation_side as enum ('ours', 'theirs', 'both');
create type risk_grade as enum ('low', 'middle', 'high');

create table cooperation_number (
  series text    not null,
  year   integer not null,
  last   integer not null,
  primary key (series, year),
  constraint cooperation_number_series check (series in ('TB', 'HW', 'PC', 'FX', 'JF', 'YJ', 'YL', 'XY', 'YA')),
  constraint cooperation_number_form check (year between 1949 and 9999 and last > 0)
);
comment on table cooperation_number is 'the last number given in each series and year; its row is the lock';
comment on column cooperation_number.series is 'TB bulletins 通报, HW meetings 会晤, PC screenings and patrols 排查, FX risk points 风险点, JF disputes 纠纷, YJ emergencies 应急, YL drills 演练, XY agreements 协议, YA plans 预案';
comment on column cooperation_number.year is 'civil year in the office';
comment on column cooperation_number.last is 'last number of that year';

create table neighbour (
  neighbour_code text        primary key,
  neighbour_id   uuid        not null,
  name           text        not null,
  meeting_months integer     not null,
  version        bigint      not null default 1,
  created_by     uuid        not null references user_account,
  created_at     timestamptz not null,
  constraint neighbour_id_unique unique (neighbour_id),
  constraint neighbour_code_form check (neighbour_code ~ '^[0-9]{6}([0-9]{3})?$'),
  constraint neighbour_name_form check (length(name) between 1 and 100),
  constraint neighbour_meeting_months check (meeting_months in (6, 12))
);
create trigger neighbour_is_kept before delete or truncate on neighbour
  for each statement execute function forbid_removal();
comment on table neighbour is 'a division on the other side of a boundary with which the office works';
comment on column neighbour.neighbour_code is 'GB/T 2260, 6 digits; GB/T 10114, 9 digits for a township';
comment on column neighbour.neighbour_id is 'UUIDv7: the subject of its events';
comment on column neighbour.name is 'what it is called';
comment on column neighbour.meeting_months is 'a regular meeting is due so many months after the last one';
comment on column neighbour.version is 'counts changes, of its contacts too; the ETag';
comment on column neighbour.created_by is 'account that entered it';
comment on column neighbour.created_at is 'instant';

create table personal.neighbour_contact (
  contact_id     uuid primary key,
  neighbour_code text not null references neighbour,
  name           text,
  unit           text not null,
  duty           text,
  office_phone   text,
  confirmed_on   date not null,
  ended_on       date,
  erased_at      timestamptz,
  erased_by      text,
  erase_reason   text,
  constraint neighbour_contact_form check
    (length(name) between 1 and 100 and length(duty) between 1 and 100 and length(office_phone) between 1 and 100),
  constraint neighbour_contact_unit_form check (length(unit) between 1 and 100),
  constraint neighbour_contact_erased check
    ((erased_at is null) = (erased_by is null) and (erased_at is null) = (erase_reason is null)
     and (erased_at is null) = (name is not null) and (erased_at is null or coalesce(duty, office_phone) is null)),
  constraint neighbour_contact_erased_is_over check (erased_at is null or ended_on is not null)
);
create index neighbour_contact_by_neighbour on personal.neighbour_contact (neighbour_code);
comment on table personal.neighbour_contact is 'whom one reaches at a neighbour''s office 联络员';
comment on column personal.neighbour_contact.contact_id is 'UUIDv7';
comment on column personal.neighbour_contact.neighbour_code is 'the neighbour';
comment on column personal.neighbour_contact.name is 'who it is; null once erased';
comment on column personal.neighbour_contact.unit is 'the office or township';
comment on column personal.neighbour_contact.duty is 'what that person does there; null once erased';
comment on column personal.neighbour_contact.office_phone is 'telephone of the office; null once erased';
comment on column personal.neighbour_contact.confirmed_on is 'civil day on which it was last known to be right';
comment on column personal.neighbour_contact.ended_on is 'civil day from which it is a contact no more';
comment on column personal.neighbour_contact.erased_at is 'instant at which the data was erased';
comment on column personal.neighbour_contact.erased_by is 'log-in name of who erased it';
comment on column personal.neighbour_contact.erase_reason is 'why, in words without personal data';

-- 信息共享
create type bulletin_direction as enum ('out', 'in');
create type bulletin_kind as enum ('bulletin', 'nil');
create type bulletin_state as enum ('sent', 'received', 'replied');
create table bulletin (
  bulletin_id     uuid               primary key,
  bulletin_number text               not null,
  kind            bulletin_kind      not null,
  direction       bulletin_direction not null,
  state           bulletin_state     not null,
  neighbour_code  text               not null references neighbour,
  line_id         uuid               references boundary_line,
  sent_on         date               not null,
  month           date,
  subject         text,
  text            text,
  risk            risk_grade,
  wants_reply     boolean            not null,
  receipt_due     date               not null,
  reply_due       date,
  received_by     text,
  received_on     date,
  reply           text,
  replied_by      text,
  replied_on      date,
  version         bigint             not null default 1,
  created_by      uuid               not null references user_account,
  created_at      timestamptz        not null,
  constraint bulletin_number_unique unique (bulletin_number),
  constraint bulletin_number_form check (bulletin_number ~ '^TB[0-9]{4}-[0-9]{4,}$'),
  constraint bulletin_subject_form check (length(subject) between 1 and 200),
  constraint bulletin_text_form check (length(text) between 1 and 10000),
  constraint bulletin_reply_form check (length(reply) between 1 and 10000),
  constraint bulletin_people_form check (length(received_by) between 1 and 100 and length(replied_by) between 1 and 100),
  constraint bulletin_of_kind check (case kind
    when 'nil' then month is not null and num_nonnulls(text, risk) = 0 and not wants_reply
    else month is null and num_nulls(subject, text) = 0 end),
  constraint bulletin_month_form check (extract(day from month) = 1),
  constraint bulletin_due check (receipt_due >= sent_on and reply_due >= sent_on and wants_reply = (reply_due is not null)),
  constraint bulletin_received check (num_nulls(received_by, received_on) in (0, 2)
                                      and (received_on is null) = (state = 'sent') and received_on >= sent_on),
  constraint bulletin_replied check (num_nulls(reply, replied_by, replied_on) in (0, 3)
                                     and (reply is not null) = (state = 'replied') and replied_on >= received_on)
);
create unique index bulletin_one_nil_a_month on bulletin (neighbour_code, direction, month) where kind = 'nil';
create index bulletin_by_neighbour on bulletin (neighbour_code, sent_on);
create index bulletin_by_line on bulletin (line_id);
create index bulletin_open on bulletin (receipt_due) where state <> 'replied';
create trigger bulletin_is_kept before delete or truncate on bulletin
  for each statement execute function forbid_removal();
comment on table bulletin is 'what one side lets the other know 情况通报, or its monthly word that there is nothing 零报告';
comment on column bulletin.bulletin_id is 'UUIDv7';
comment on column bulletin.bulletin_number is 'TB, year and running number, for people';
comment on column bulletin.kind is 'bulletin, or nil: the report of a month in which there was nothing';
comment on column bulletin.direction is 'out: from this office to the neighbour; in: the other way';
comment on column bulletin.state is 'sent; received: receipt is known; replied: it was answered';
comment on column bulletin.neighbour_code is 'the neighbour';
comment on column bulletin.line_id is 'the line that it is about; null for none';
comment on column bulletin.sent_on is 'civil day on which it was sent';
comment on column bulletin.month is 'first day of the month of which a nil report tells';
comment on column bulletin.subject is 'in a line';
comment on column bulletin.text is 'what is told';
comment on column bulletin.risk is 'how grave the risk is that it tells of; null when it tells of none';
comment on column bulletin.wants_reply is 'whether the sender asks for an answer';
comment on column bulletin.receipt_due is 'civil day by which receipt is to be confirmed';
comment on column bulletin.reply_due is 'civil day by which it is to be answered';
comment on column bulletin.received_by is 'who confirmed receipt, on the receiving side';
comment on column bulletin.received_on is 'civil day of the receipt';
comment on column bulletin.reply is 'the answer';
comment on column bulletin.replied_by is 'who answered, on the receiving side';
comment on column bulletin.replied_on is 'civil day of the answer';
comment on column bulletin.version is 'counts changes; the ETag';
comment on column bulletin.created_by is 'account that entered it';
comment on column bulletin.created_at is 'instant';

-- 定期会晤
create type meeting_kind as enum ('regular', 'extraordinary');
create type meeting_state as enum
  ('planned', 'invited', 'held', 'minutes_confirmed', 'decisions_tracked', 'closed', 'cancelled');
create table meeting (
  meeting_id         uuid          primary key,
  meeting_number     text          not null,
  kind               meeting_kind  not null,
  state              meeting_state not null,
  neighbour_code     text          not null references neighbour,
  line_id            uuid          references boundary_line,
  title              text          not null,
  host               cooperation_side not null,
  planned_on         date          not null,
  place              text          not null,
  agenda             text[]        not null,
  invited_on         date,
  invitation_number  text,
  held_on            date,
  attendance         jsonb         not null default '[]',
  minutes            text,
  ours_by            uuid          references user_account,
  ours_on            date,
  theirs_by          text,
  theirs_on          date,
  theirs_document    text,
  theirs_digest      text,
  ended_on           date,
  end_reason         text,
  version            bigint        not null default 1,
  created_by         uuid          not null references user_account,
  created_at         timestamptz   not null,
  constraint meeting_number_unique unique (meeting_number),
  constraint meeting_number_form check (meeting_number ~ '^HW[0-9]{4}-[0-9]{4,}$'),
  constraint meeting_title_form check (length(title) between 1 and 200 and length(place) between 1 and 200),
  constraint meeting_agenda check (cardinality(agenda) between 1 and 50),
  constraint meeting_invitation_form check (length(invitation_number) between 1 and 100),
  constraint meeting_attendance check (jsonb_typeof(attendance) = 'array'),
  constraint meeting_minutes_form check (length(minutes) between 1 and 50000),
  constraint meeting_held check (num_nulls(held_on, minutes) in (0, 2)
    and (held_on is not null) = (state in ('held', 'minutes_confirmed', 'decisions_tracked', 'closed'))),
  constraint meeting_ours check (num_nulls(ours_by, ours_on) in (0, 2) and ours_on >= held_on),
  constraint meeting_theirs check (num_nulls(theirs_by, theirs_on) in (0, 2) and theirs_on >= held_on
    and (theirs_on is null) = (coalesce(theirs_document, theirs_digest) is null)),
  constraint meeting_theirs_form check (length(theirs_by) between 1 and 100 and length(theirs_document) between 1 and 100
    and theirs_digest ~ '^[0-9a-f]{64}$'),
  constraint meeting_confirmed_by_both check
    ((state in ('minutes_confirmed', 'decisions_tracked', 'closed')) = (num_nulls(ours_on, theirs_on) = 0)),
  constraint meeting_ended check ((state in ('closed', 'cancelled')) = (ended_on is not null)
    and (state = 'cancelled') = (end_reason is not null) and length(end_reason) between 1 and 1000)
);
create index meeting_by_neighbour on meeting (neighbour_code, held_on);
create index meeting_by_line on meeting (line_id);
create trigger meeting_is_kept before delete or truncate on meeting
  for each statement execute function forbid_removal();
comment on table meeting is 'a meeting of both sides 定期会晤, from its plan to the last of its decisions';
comment on column meeting.meeting_id is 'UUIDv7';
comment on column meeting.meeting_number is 'HW, year and running number, for people';
comment on column meeting.kind is 'regular, or for a reason of its own';
comment on column meeting.state is 'where it stands';
comment on column meeting.neighbour_code is 'the neighbour';
comment on column meeting.line_id is 'the line that it is about; null for none';
comment on column meeting.title is 'what people call it';
comment on column meeting.host is 'which side invites';
comment on column meeting.planned_on is 'civil day for which it is planned';
comment on column meeting.place is 'where, in words';
comment on column meeting.agenda is 'what is to be spoken of, in order';
comment on column meeting.invited_on is 'civil day of the invitation';
comment on column meeting.invitation_number is 'number of the letter of invitation';
comment on column meeting.held_on is 'civil day on which it was held';
comment on column meeting.attendance is 'who came: list of {name, unit, side}';
comment on column meeting.minutes is 'minutes 纪要; not changed once a side has confirmed them';
comment on column meeting.ours_by is 'account of the leader who confirmed the minutes for this side';
comment on column meeting.ours_on is 'civil day of that';
comment on column meeting.theirs_by is 'who confirmed the minutes for the neighbour';
comment on column meeting.theirs_on is 'civil day of that';
comment on column meeting.theirs_document is 'number of the paper with which the neighbour confirmed; null when its digest is known';
comment on column meeting.theirs_digest is 'SHA-256 of that paper, hexadecimal; null when its number is known';
comment on column meeting.ended_on is 'civil day on which it was closed or cancelled';
comment on column meeting.end_reason is 'why it was cancelled';
comment on column meeting.version is 'counts changes; the ETag';
comment on column meeting.created_by is 'account that entered it';
comment on column meeting.created_at is 'instant';

create table meeting_decision (
  decision_id uuid             primary key,
  meeting_id  uuid             not null references meeting,
  position    integer          not null,
  text        text             not null,
  owner       text             not null,
  side        cooperation_side not null,
  due_on      date             not null,
  done_on     date,
  result      text,
  dropped_on  date,
  drop_reason text,
  constraint meeting_decision_position unique (meeting_id, position),
  constraint meeting_decision_form check (length(text) between 1 and 2000 and length(owner) between 1 and 100
    and length(result) between 1 and 2000 and length(drop_reason) between 1 and 1000),
  constraint meeting_decision_done check (done_on is not null or result is null),
  constraint meeting_decision_dropped check (num_nulls(dropped_on, drop_reason) in (0, 2)
    and (done_on is null or dropped_on is null))
);
create trigger meeting_decision_is_kept before delete or truncate on meeting_decision
  for each statement execute function forbid_removal();
comment on table meeting_decision is 'what a meeting decided 议定事项, and what became of it';
comment on column meeting_decision.decision_id is 'UUIDv7';
comment on column meeting_decision.meeting_id is 'the meeting';
comment on column meeting_decision.position is 'place in the minutes, from 1';
comment on column meeting_decision.text is 'what is to be done';
comment on column meeting_decision.owner is 'who does it';
comment on column meeting_decision.side is 'on which side';
comment on column meeting_decision.due_on is 'civil day by which';
comment on column meeting_decision.done_on is 'civil day on which it was done';
comment on column meeting_decision.result is 'what came of it';
comment on column meeting_decision.dropped_on is 'civil day on which it was given up';
comment on column meeting_decision.drop_reason is 'why';

-- 联合预防
create type screening_kind as enum ('screening', 'patrol');
create table screening (
  screening_id     uuid           primary key,
  screening_number text           not null,
  kind             screening_kind not null,
  neighbour_code   text           not null references neighbour,
  line_id          uuid           references boundary_line,
  held_on          date           not null,
  route            text           not null,
  participants     jsonb          not null,
  findings         text           not null,
  created_by       uuid           not null references user_account,
  created_at       timestamptz    not null,
  constraint screening_number_unique unique (screening_number),
  constraint screening_number_form check (screening_number ~ '^PC[0-9]{4}-[0-9]{4,}$'),
  constraint screening_text_form check (length(route) between 1 and 2000 and length(findings) between 1 and 10000),
  constraint screening_participants check (jsonb_typeof(participants) = 'array')
);
create index screening_by_neighbour on screening (neighbour_code, held_on);
create index screening_by_line on screening (line_id);
create trigger screening_is_kept before update or delete or truncate on screening
  for each statement execute function forbid_removal();
comment on table screening is 'a screening for hidden risks 排查 or a joint patrol 联合巡查; never changed';
comment on column screening.screening_id is 'UUIDv7';
comment on column screening.screening_number is 'PC, year and running number, for people';
comment on column screening.kind is 'screening, or patrol of both sides';
comment on column screening.neighbour_code is 'the neighbour';
comment on column screening.line_id is 'the line; null when it went along several';
comment on column screening.held_on is 'civil day';
comment on column screening.route is 'where it went, in words';
comment on column screening.participants is 'who took part: list of {name, unit, side}';
comment on column screening.findings is 'what was found, also that nothing was';
comment on column screening.created_by is 'account that entered it';
comment on column screening.created_at is 'instant';

create type risk_state as enum ('open', 'controlled', 'closed');
create table risk_point (
  risk_id        uuid        primary key,
  risk_number    text        not null,
  state          risk_state  not null,
  neighbour_code text        not null references neighbour,
  line_id        uuid        references boundary_line,
  township_code  text,
  screening_id   uuid        references screening,
  place          text        not null,
  geom           geometry(Point, 4490),
  description    text        not null,
  grade          risk_grade  not null,
  measures       text,
  owner          text,
  found_on       date        not null,
  review_on      date,
  ended_on       date,
  end_reason     text,
  version        bigint      not null default 1,
  created_by     uuid        not null references user_account,
  created_at     timestamptz not null,
  constraint risk_point_number_unique unique (risk_number),
  constraint risk_point_number_form check (risk_number ~ '^FX[0-9]{4}-[0-9]{4,}$'),
  constraint risk_point_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint risk_point_text_form check (length(place) between 1 and 200 and length(description) between 1 and 4000
    and length(measures) between 1 and 4000 and length(owner) between 1 and 100),
  constraint risk_point_controlled check (state <> 'controlled' or num_nulls(measures, owner, review_on) = 0),
  constraint risk_point_ended check (num_nulls(ended_on, end_reason) in (0, 2)
    and (state = 'closed') = (ended_on is not null) and length(end_reason) between 1 and 1000)
);
create index risk_point_by_neighbour on risk_point (neighbour_code, found_on);
create index risk_point_by_line on risk_point (line_id);
create index risk_point_by_township on risk_point (township_code);
create trigger risk_point_is_kept before delete or truncate on risk_point
  for each statement execute function forbid_removal();
comment on table risk_point is 'a place at which trouble may arise 风险点';
comment on column risk_point.risk_id is 'UUIDv7';
comment on column risk_point.risk_number is 'FX, year and running number, for people';
comment on column risk_point.state is 'where it stands';
comment on column risk_point.neighbour_code is 'the neighbour';
comment on column risk_point.line_id is 'the line; null for none';
comment on column risk_point.township_code is 'GB/T 10114, 9 digits: the township on this side; null when not told';
comment on column risk_point.screening_id is 'the screening or patrol that found it';
comment on column risk_point.place is 'where, in words';
comment on column risk_point.geom is 'where: EPSG:4490, x = longitude, y = latitude, degrees; internal; null when not told';
comment on column risk_point.description is 'what may happen, and why';
comment on column risk_point.grade is 'how grave it is';
comment on column risk_point.measures is 'what is done about it';
comment on column risk_point.owner is 'who sees to it';
comment on column risk_point.found_on is 'civil day on which it was found';
comment on column risk_point.review_on is 'civil day by which it is looked at again';
comment on column risk_point.ended_on is 'civil day on which it was closed';
comment on column risk_point.end_reason is 'why it is none any more';
comment on column risk_point.version is 'counts changes; the ETag';
comment on column risk_point.created_by is 'account that entered it';
comment on column risk_point.created_at is 'instant';

-- 联合调处
create type dispute_state as enum
  ('reported', 'first_response', 'classified', 'negotiating', 'agreed', 'mediation_by_higher', 'with_authority', 'decided',
   'surveyed_and_mapped', 'filed', 'referred', 'outcome_known', 'followed_up', 'closed');
create type dispute_track as enum ('demarcated', 'undemarcated', 'civil');
create table dispute (
  dispute_id     uuid          primary key,
  dispute_number text          not null,
  state          dispute_state not null,
  track          dispute_track,
  neighbour_code text          not null references neighbour,
  line_id        uuid          references boundary_line,
  township_code  text,
  place          text          not null,
  description    text          not null,
  parties        text[]        not null,
  people         integer,
  reported_at    timestamptz   not null,
  response_due   timestamptz   not null,
  responded_at   timestamptz,
  department     text,
  settled_on     date,
  settlement     text,
  ended_on       date,
  version        bigint        not null default 1,
  created_by     uuid          not null references user_account,
  created_at     timestamptz   not null,
  constraint dispute_number_unique unique (dispute_number),
  constraint dispute_number_form check (dispute_number ~ '^JF[0-9]{4}-[0-9]{4,}$'),
  constraint dispute_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint dispute_text_form check (length(place) between 1 and 200 and length(description) between 1 and 10000
    and length(department) between 1 and 100 and length(settlement) between 1 and 20000),
  constraint dispute_parties check (cardinality(parties) between 1 and 20),
  constraint dispute_people check (people between 0 and 1000000),
  constraint dispute_responded check ((responded_at is null) = (state = 'reported') and responded_at >= reported_at),
  constraint dispute_classified check ((track is null) = (state in ('reported', 'first_response'))),
  constraint dispute_state_of_track check (case
    when state in ('negotiating', 'agreed') then track <> 'civil'
    when state = 'mediation_by_higher' then track = 'undemarcated'
    when state = 'with_authority' then track = 'demarcated'
    when state in ('decided', 'surveyed_and_mapped', 'filed') then track <> 'civil'
    when state in ('referred', 'outcome_known') then track = 'civil'
    else true end),
  constraint dispute_department check (department is null or track = 'civil'),
  constraint dispute_settled check (num_nulls(settled_on, settlement) in (0, 2) and (settled_on is not null) = (state in
    ('agreed', 'decided', 'surveyed_and_mapped', 'filed', 'outcome_known', 'followed_up', 'closed'))),
  constraint dispute_ended check ((ended_on is not null) = (state = 'closed'))
);
create index dispute_by_neighbour on dispute (neighbour_code, reported_at);
create index dispute_by_line on dispute (line_id);
create index dispute_by_township on dispute (township_code);
create trigger dispute_is_kept before delete or truncate on dispute
  for each statement execute function forbid_removal();
comment on table dispute is 'a dispute at a boundary 边界纠纷 on its legal track (R353 art. 15, State Council Order 26 of 1989, or a civil matter)';
comment on column dispute.dispute_id is 'UUIDv7';
comment on column dispute.dispute_number is 'JF, year and running number, for people';
comment on column dispute.state is 'where it stands';
comment on column dispute.track is 'demarcated: the spot on a demarcated line, R353 art. 15; undemarcated: no clear line, R26; civil: land, water, forest, for the competent department; null until classified';
comment on column dispute.neighbour_code is 'the neighbour';
comment on column dispute.line_id is 'the line; null for none';
comment on column dispute.township_code is 'GB/T 10114, 9 digits: the township on this side; null when not told';
comment on column dispute.place is 'where, in words';
comment on column dispute.description is 'what it is about';
comment on column dispute.parties is 'who disputes: villages and groups of both sides, no persons';
comment on column dispute.people is 'about how many people take part; null when not known';
comment on column dispute.reported_at is 'instant at which the office learned of it';
comment on column dispute.response_due is 'instant by which the first response is due';
comment on column dispute.responded_at is 'instant of the first response (R26 art. 10)';
comment on column dispute.department is 'the competent department of a civil matter';
comment on column dispute.settled_on is 'civil day of agreement, decision or outcome';
comment on column dispute.settlement is 'its text';
comment on column dispute.ended_on is 'civil day on which it was closed';
comment on column dispute.version is 'counts changes; the ETag';
comment on column dispute.created_by is 'account that entered it';
comment on column dispute.created_at is 'instant';

create table dispute_step (
  dispute_id      uuid          not null references dispute,
  position        integer       not null,
  action          text          not null,
  state           dispute_state not null,
  happened_on     date          not null,
  people          text[]        not null,
  document_number text,
  text            text          not null,
  entered_by      text          not null,
  entered_at      timestamptz   not null,
  primary key (dispute_id, position),
  constraint dispute_step_form check (action ~ '^[a-z][a-z_]{0,39}$' and length(text) between 1 and 20000
    and length(document_number) between 1 and 100),
  constraint dispute_step_people check (cardinality(people) <= 50)
);
create trigger dispute_step_is_kept before update or delete or truncate on dispute_step
  for each statement execute function forbid_removal();
comment on table dispute_step is 'what was done about a dispute; never changed';
comment on column dispute_step.dispute_id is 'the dispute';
comment on column dispute_step.position is 'from 1';
comment on column dispute_step.action is 'what was done';
comment on column dispute_step.state is 'where the dispute stood afterwards';
comment on column dispute_step.happened_on is 'civil day on which it was done';
comment on column dispute_step.people is 'officers who did it, with their units';
comment on column dispute_step.document_number is 'number of the paper; null for none';
comment on column dispute_step.text is 'in words: the measures, the agreement, the decision';
comment on column dispute_step.entered_by is 'log-in name';
comment on column dispute_step.entered_at is 'instant';

-- 应急处理
create type emergency_level as enum ('IV', 'III', 'II', 'I');
create type emergency_state as enum ('alert', 'confirmed', 'responding', 'controlled', 'ended', 'reviewed', 'dismissed');
create table emergency_plan (
  plan_id           uuid        primary key,
  plan_number       text        not null,
  neighbour_code    text        references neighbour,
  title             text        not null,
  edition           text        not null,
  headquarters      text        not null,
  grades            jsonb       not null,
  final_report_days integer     not null,
  valid_from        date        not null,
  created_by        uuid        not null references user_account,
  created_at        timestamptz not null,
  constraint emergency_plan_number_unique unique (plan_number),
  constraint emergency_plan_number_form check (plan_number ~ '^YA[0-9]{4}-[0-9]{4,}$'),
  constraint emergency_plan_form check (length(title) between 1 and 200 and length(edition) between 1 and 40
    and length(headquarters) between 1 and 2000),
  constraint emergency_plan_grades check (jsonb_typeof(grades) = 'array' and jsonb_array_length(grades) = 4),
  constraint emergency_plan_final_report check (final_report_days between 1 and 366)
);
create unique index emergency_plan_one_from_a_day on emergency_plan (coalesce(neighbour_code, ''), valid_from);
create trigger emergency_plan_is_kept before update or delete or truncate on emergency_plan
  for each statement execute function forbid_removal();
comment on table emergency_plan is 'an edition of the emergency plan 应急预案; the newest in force holds, and none is changed';
comment on column emergency_plan.plan_id is 'UUIDv7';
comment on column emergency_plan.plan_number is 'YA, year and running number, for people';
comment on column emergency_plan.neighbour_code is 'the neighbour with which it was made; null: for all that have none of their own';
comment on column emergency_plan.title is 'what it is called';
comment on column emergency_plan.edition is 'which edition';
comment on column emergency_plan.headquarters is 'who leads, and where';
comment on column emergency_plan.grades is 'list of {level, criteria, first_report_hours} for each level, the gravest first; hours are counted from the alert';
comment on column emergency_plan.final_report_days is 'the final report is due so many days after the end';
comment on column emergency_plan.valid_from is 'civil day from which it holds';
comment on column emergency_plan.created_by is 'account that entered it';
comment on column emergency_plan.created_at is 'instant';

create table emergency (
  emergency_id     uuid            primary key,
  emergency_number text            not null,
  state            emergency_state not null,
  level            emergency_level,
  plan_id          uuid            references emergency_plan,
  neighbour_code   text            not null references neighbour,
  line_id          uuid            references boundary_line,
  township_code    text,
  title            text            not null,
  place            text            not null,
  description      text            not null,
  alerted_at       timestamptz     not null,
  latest_at        timestamptz     not null,
  ended_at         timestamptz,
  first_report_due timestamptz     not null,
  first_report_at  timestamptz,
  final_report_due timestamptz,
  final_report_at  timestamptz,
  aftercare        text,
  review           text,
  version          bigint          not null default 1,
  created_by       uuid            not null references user_account,
  created_at       timestamptz     not null,
  constraint emergency_number_unique unique (emergency_number),
  constraint emergency_number_form check (emergency_number ~ '^YJ[0-9]{4}-[0-9]{4,}$'),
  constraint emergency_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint emergency_form check (length(title) between 1 and 200 and length(place) between 1 and 200
    and length(description) between 1 and 10000 and length(aftercare) between 1 and 10000
    and length(review) between 1 and 20000),
  constraint emergency_level_known check ((level is null) = (state in ('alert', 'dismissed'))),
  constraint emergency_ended check ((ended_at is not null) = (state in ('ended', 'reviewed'))
    and (ended_at is null) = (final_report_due is null)),
  constraint emergency_reviewed check ((review is not null) = (state = 'reviewed')),
  constraint emergency_order check (alerted_at <= latest_at and alerted_at <= first_report_at
    and ended_at <= final_report_at)
);
create index emergency_by_neighbour on emergency (neighbour_code, alerted_at);
create index emergency_by_line on emergency (line_id);
create index emergency_by_township on emergency (township_code);
create trigger emergency_is_kept before delete or truncate on emergency
  for each statement execute function forbid_removal();
comment on table emergency is 'an emergency at a boundary 突发事件, from the alert to the review';
comment on column emergency.emergency_id is 'UUIDv7';
comment on column emergency.emergency_number is 'YJ, year and running number, for people';
comment on column emergency.state is 'where it stands';
comment on column emergency.level is 'I gravest to IV, by the criteria of the plan, if there is one; null until a leader confirmed it';
comment on column emergency.plan_id is 'the edition of the plan that held at the alert; null when none did';
comment on column emergency.neighbour_code is 'the neighbour';
comment on column emergency.line_id is 'the line; null for none';
comment on column emergency.township_code is 'GB/T 10114, 9 digits: the township on this side; null when not told';
comment on column emergency.title is 'what people call it';
comment on column emergency.place is 'where, in words';
comment on column emergency.description is 'what happens';
comment on column emergency.alerted_at is 'instant of the alert, to the minute';
comment on column emergency.latest_at is 'instant of the latest change of state, to the minute';
comment on column emergency.ended_at is 'instant of the end, to the minute';
comment on column emergency.first_report_due is 'instant by which the higher office is to have the first report: the shortest of the plan until the level is known';
comment on column emergency.first_report_at is 'instant of the first report, to the minute';
comment on column emergency.final_report_due is 'instant by which it is to have the final one';
comment on column emergency.final_report_at is 'instant of the final report, to the minute';
comment on column emergency.aftercare is 'what was done afterwards 善后';
comment on column emergency.review is 'what was learned';
comment on column emergency.version is 'counts changes; the ETag';
comment on column emergency.created_by is 'account that entered it';
comment on column emergency.created_at is 'instant';

create type emergency_entry_kind as enum
  ('alert', 'confirm', 'respond', 'control', 'end', 'review', 'dismiss', 'measure', 'first_report', 'progress_report',
   'final_report', 'aftercare');
create table emergency_entry (
  emergency_id    uuid                 not null references emergency,
  position        integer              not null,
  kind            emergency_entry_kind not null,
  at              timestamptz          not null,
  text            text                 not null,
  recipient       text,
  document_number text,
  entered_by      text                 not null,
  entered_at      timestamptz          not null,
  primary key (emergency_id, position),
  constraint emergency_entry_to_the_minute check (extract(epoch from at)::bigint % 60 = 0),
  constraint emergency_entry_form check (length(text) between 1 and 20000 and length(recipient) between 1 and 100
    and length(document_number) between 1 and 100),
  constraint emergency_entry_recipient check
    ((recipient is not null) = (kind in ('first_report', 'progress_report', 'final_report')))
);
create trigger emergency_entry_is_kept before update or delete or truncate on emergency_entry
  for each statement execute function forbid_removal();
comment on table emergency_entry is 'the timeline of an emergency; never changed';
comment on column emergency_entry.emergency_id is 'the emergency';
comment on column emergency_entry.position is 'order of entering, from 1';
comment on column emergency_entry.kind is 'what happened';
comment on column emergency_entry.at is 'instant at which it happened, to the minute';
comment on column emergency_entry.text is 'in words';
comment on column emergency_entry.recipient is 'the higher office that was told';
comment on column emergency_entry.document_number is 'number of the paper; null for none';
comment on column emergency_entry.entered_by is 'log-in name';
comment on column emergency_entry.entered_at is 'instant';

create table drill (
  drill_id       uuid        primary key,
  drill_number   text        not null,
  neighbour_code text        not null references neighbour,
  line_id        uuid        references boundary_line,
  plan_id        uuid        references emergency_plan,
  held_on        date        not null,
  scenario       text        not null,
  participants   jsonb       not null,
  findings       text        not null,
  improvement    text,
  created_by     uuid        not null references user_account,
  created_at     timestamptz not null,
  constraint drill_number_unique unique (drill_number),
  constraint drill_number_form check (drill_number ~ '^YL[0-9]{4}-[0-9]{4,}$'),
  constraint drill_form check (length(scenario) between 1 and 4000 and length(findings) between 1 and 10000
    and length(improvement) between 1 and 4000),
  constraint drill_participants check (jsonb_typeof(participants) = 'array')
);
create index drill_by_neighbour on drill (neighbour_code, held_on);
create index drill_by_line on drill (line_id);
create trigger drill_is_kept before update or delete or truncate on drill
  for each statement execute function forbid_removal();
comment on table drill is 'an exercise of the emergency plan 应急演练; never changed';
comment on column drill.drill_id is 'UUIDv7';
comment on column drill.drill_number is 'YL, year and running number, for people';
comment on column drill.neighbour_code is 'the neighbour';
comment on column drill.line_id is 'the line; null for none';
comment on column drill.plan_id is 'the edition of the plan that was exercised; null when there was none';
comment on column drill.held_on is 'civil day';
comment on column drill.scenario is 'what was supposed to have happened';
comment on column drill.participants is 'who took part: list of {name, unit, side}';
comment on column drill.findings is 'what was found';
comment on column drill.improvement is 'what is to be better';
comment on column drill.created_by is 'account that entered it';
comment on column drill.created_at is 'instant';

-- 平安边界协议
create type peace_level as enum ('province', 'prefecture', 'county', 'township', 'village');
create table peace_agreement (
  agreement_id     uuid        primary key,
  agreement_number text        not null,
  neighbour_code   text        not null references neighbour,
  line_id          uuid        references boundary_line,
  title            text        not null,
  level            peace_level not null,
  parties          text[]      not null,
  text             text        not null,
  valid_from       date        not null,
  valid_to         date        not null,
  renews           uuid        references peace_agreement,
  signed_on        date,
  signed_by        uuid        references user_account,
  their_signatory  text,
  document_number  text,
  version          bigint      not null default 1,
  created_by       uuid        not null references user_account,
  created_at       timestamptz not null,
  constraint peace_agreement_number_unique unique (agreement_number),
  constraint peace_agreement_number_form check (agreement_number ~ '^XY[0-9]{4}-[0-9]{4,}$'),
  constraint peace_agreement_form check (length(title) between 1 and 200 and length(text) between 1 and 50000
    and length(their_signatory) between 1 and 100 and length(document_number) between 1 and 100),
  constraint peace_agreement_parties check (cardinality(parties) between 2 and 20),
  constraint peace_agreement_period check (valid_from <= valid_to),
  constraint peace_agreement_renews_another check (renews <> agreement_id),
  constraint peace_agreement_signed check (num_nulls(signed_on, signed_by, their_signatory, document_number) in (0, 4))
);
create unique index peace_agreement_renewed_once on peace_agreement (renews) where signed_on is not null;
create index peace_agreement_by_renews on peace_agreement (renews);
create index peace_agreement_by_neighbour on peace_agreement (neighbour_code, valid_from);
create index peace_agreement_by_line on peace_agreement (line_id);
create trigger peace_agreement_is_kept before delete or truncate on peace_agreement
  for each statement execute function forbid_removal();
create trigger peace_agreement_is_frozen before update on peace_agreement
  for each row when (old.signed_on is not null) execute function forbid_removal();
comment on table peace_agreement is 'an agreement on a peaceful boundary 平安边界协议; whether it is in force follows from the day';
comment on column peace_agreement.agreement_id is 'UUIDv7';
comment on column peace_agreement.agreement_number is 'XY, year and running number, for people';
comment on column peace_agreement.neighbour_code is 'the neighbour';
comment on column peace_agreement.line_id is 'the line; null for all lines with that neighbour';
comment on column peace_agreement.title is 'what it is called';
comment on column peace_agreement.level is 'level of those who sign it';
comment on column peace_agreement.parties is 'who agrees';
comment on column peace_agreement.text is 'what is agreed';
comment on column peace_agreement.valid_from is 'first civil day on which it holds';
comment on column peace_agreement.valid_to is 'last civil day on which it holds';
comment on column peace_agreement.renews is 'the agreement that it follows';
comment on column peace_agreement.signed_on is 'civil day on which both had signed; null while it is a draft';
comment on column peace_agreement.signed_by is 'account of the leader who signed for this side';
comment on column peace_agreement.their_signatory is 'who signed for the neighbour';
comment on column peace_agreement.document_number is 'number of the signed paper';
comment on column peace_agreement.version is 'counts changes; the ETag';
comment on column peace_agreement.created_by is 'account that entered it';
comment on column peace_agreement.created_at is 'instant';
