-- Signs 地名标志: what stands where and what it says (R753 art. 19, 20; GB 17733), and the work on them: surveys, damage
-- reports, repair orders.
--
-- Signs and faces are facts of the register and have its record time. Reports, orders and surveys are work: they have
-- one clock and their events (V011).

create type sign_type as enum ('street_plate', 'lane_plate', 'village_plate', 'building_plate', 'door_plate');
create type sign_state as enum
  ('planned', 'installed', 'in_service', 'damaged', 'under_repair', 'replaced', 'removed');
create type sign_placement as enum ('start', 'end', 'crossing', 'between');
create type sign_support as enum ('single_pole', 'double_pole', 'wall', 'shared_pole', 'other');
create type plate_colour as enum ('blue', 'green', 'brown', 'other');

create sequence sign_serial minvalue 1 maxvalue 999999;
comment on sequence sign_serial is 'serial numbers in sign numbers; numbers of transactions that failed are not used again';

create table sign (
  sign_id      uuid             primary key,
  sign_number  text             not null,
  type         sign_type        not null,
  state        sign_state       not null,
  place_id     uuid             references feature,
  placement    sign_placement,
  crossing_id  uuid             references feature,
  location     text,
  support      sign_support     not null,
  material     text,
  width_mm     integer,
  height_mm    integer,
  maker        text,
  owner        text,
  installed_on date,
  ended_on     date,
  replaced_by  uuid             references sign,
  illustrative boolean          not null default false,
  geom         geometry(Point, 4490) not null,
  accuracy_m   double precision,
  recorded_in  bigint           not null references commit_log,
  constraint sign_number_unique unique (sign_number),
  constraint sign_number_form check (sign_number ~ '^S[0-9]{7}$'),
  constraint sign_location_form check (length(location) between 1 and 200),
  constraint sign_size check (width_mm between 1 and 20000 and height_mm between 1 and 20000),
  constraint sign_material_form check (length(material) between 1 and 100),
  constraint sign_maker_form check (length(maker) between 1 and 100),
  constraint sign_owner_form check (length(owner) between 1 and 100),
  constraint sign_crossing check ((placement = 'crossing') or crossing_id is null),
  constraint sign_ended check ((state in ('replaced', 'removed')) = (ended_on is not null) and installed_on <= ended_on),
  constraint sign_replaced check ((state = 'replaced') = (replaced_by is not null) and replaced_by <> sign_id),
  constraint sign_accuracy check (accuracy_m >= 0 and accuracy_m < 100000)
);
create index sign_by_place on sign (place_id);
create index sign_by_state on sign (state, sign_number);
create index sign_by_geom on sign using gist (geom);
comment on table sign is 'a sign: one support with 1 to n faces';
comment on column sign.sign_id is 'UUIDv7';
comment on column sign.sign_number is 'S, six digits, check digit by ISO/IEC 7064 MOD 11,10; on the sign and in its code';
comment on column sign.type is 'what kind of plate (GB 17733)';
comment on column sign.state is 'where it stands in its life; damaged and under_repair follow from reports and orders';
comment on column sign.place_id is 'the street or other place whose name it shows; null while that is not known';
comment on column sign.placement is 'where on the street: start, end, crossing or between';
comment on column sign.crossing_id is 'the street that crosses there';
comment on column sign.location is 'where it stands, in words';
comment on column sign.support is 'what it is fixed to';
comment on column sign.material is 'material of the plate, in words';
comment on column sign.width_mm is 'width of the plate in millimetres';
comment on column sign.height_mm is 'height of the plate in millimetres';
comment on column sign.maker is 'who made it';
comment on column sign.owner is 'who keeps it, when that is not this office: damage is forwarded there';
comment on column sign.installed_on is 'civil day on which it was put up; null while planned or when nobody knows';
comment on column sign.ended_on is 'civil day on which it was taken down; null while it is there';
comment on column sign.replaced_by is 'the sign that stands in its place';
comment on column sign.illustrative is 'made for demonstration';
comment on column sign.geom is 'EPSG:4490, x = longitude, y = latitude, degrees';
comment on column sign.accuracy_m is 'accuracy of the position in metres, as its source states it; null when not stated';
select track('sign', 'sign_id');

create table sign_face (
  face_id     uuid         primary key,
  sign_id     uuid         not null references sign,
  facing_deg  integer,
  text        text         not null,
  pinyin      text,
  colour      plate_colour,
  shown_from  date         not null,
  shown_to    date         not null default 'infinity',
  recorded_in bigint       not null references commit_log,
  constraint sign_face_facing check (facing_deg between 0 and 359),
  constraint sign_face_text_form check (length(text) between 1 and 200),
  constraint sign_face_pinyin_form check (length(pinyin) between 1 and 300),
  constraint sign_face_period check (shown_from < shown_to)
);
create index sign_face_by_sign on sign_face (sign_id);
comment on table sign_face is 'one face of a sign in the days on which it is shown; another text is another face';
comment on column sign_face.face_id is 'UUIDv7';
comment on column sign_face.facing_deg is 'azimuth to which it faces, degrees clockwise from north, 0 to 359; null when not recorded';
comment on column sign_face.text is 'characters as displayed';
comment on column sign_face.pinyin is 'roman letters as displayed; null when there are none';
comment on column sign_face.colour is 'colour of the ground: blue for streets from east to west, green from north to south (GB 17733)';
comment on column sign_face.shown_from is 'first civil day';
comment on column sign_face.shown_to is 'civil day from which it is not shown any more; infinity while it is';
select track('sign_face', 'sign_id');

create type damage_type as enum (
  'pole_damaged', 'plate_deformed', 'missing', 'faded', 'occluded', 'wrong_name', 'wrong_spelling', 'misplaced', 'tilted',
  'defaced'
);
create type damage_severity as enum ('dangerous', 'serious', 'minor');
create type report_source as enum ('crew', 'clerk', 'officer', 'hotline', 'grid_worker', 'public', 'survey');
create type report_state as enum ('reported', 'verified', 'duplicate', 'not_ours', 'unfounded', 'ordered', 'closed');

create type order_kind as enum ('repair', 'replace_face', 'install', 'remove');
create type order_state as enum
  ('created', 'assigned', 'in_progress', 'done', 'accepted', 'cancelled');

create table sign_work_number (
  series char(1) not null,
  year   integer not null,
  last   integer not null,
  primary key (series, year),
  constraint sign_work_number_series check (series in ('D', 'R', 'P'))
);
comment on table sign_work_number is 'the last number given in each series and year; its row is the lock';
comment on column sign_work_number.series is 'D damage reports, R repair orders, P survey campaigns 排查';
comment on column sign_work_number.year is 'civil year in the office';
comment on column sign_work_number.last is 'last number of that year';

create table repair_order (
  order_id       uuid        primary key,
  order_number   text        not null,
  kind           order_kind  not null,
  state          order_state not null,
  sign_id        uuid        not null references sign,
  face_id        uuid        references sign_face,
  new_text       text,
  new_pinyin     text,
  is_dangerous   boolean     not null,
  task           text        not null,
  cause_kind     text,
  cause_id       uuid,
  township_code  text,
  due_at         timestamptz not null,
  crew_id        uuid        references user_account,
  contractor     text,
  started_at     timestamptz,
  done_at        timestamptz,
  done_by        uuid        references user_account,
  accepted_at    timestamptz,
  accepted_by    uuid        references user_account,
  cost_fen       bigint,
  position_after geometry(Point, 4490),
  reopened       integer     not null default 0,
  version        bigint      not null default 1,
  created_by     uuid        not null references user_account,
  created_at     timestamptz not null,
  constraint repair_order_number_unique unique (order_number),
  constraint repair_order_number_form check (order_number ~ '^R[0-9]{4}-[0-9]{4,}$'),
  constraint repair_order_task_form check (length(task) between 1 and 2000),
  constraint repair_order_new_face check ((kind = 'replace_face') = (new_text is not null) and length(new_text) <= 200),
  constraint repair_order_new_pinyin check (new_text is not null or new_pinyin is null),
  constraint repair_order_cause check ((cause_kind is null) = (cause_id is null)),
  constraint repair_order_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint repair_order_assigned check (crew_id is not null or contractor is not null or state in ('created', 'cancelled')),
  constraint repair_order_one_hand check (crew_id is null or contractor is null),
  constraint repair_order_contractor_form check (length(contractor) between 1 and 100),
  constraint repair_order_started check (started_at is not null or state in ('created', 'assigned', 'cancelled')),
  constraint repair_order_done check ((done_at is not null) = (state in ('done', 'accepted'))
                                      and (done_at is null) = (done_by is null) and started_at <= done_at),
  constraint repair_order_accepted check ((accepted_at is not null) = (state = 'accepted')
                                          and (accepted_at is null) = (accepted_by is null) and done_at <= accepted_at),
  constraint repair_order_four_eyes check (accepted_by <> done_by),
  constraint repair_order_cost check (cost_fen between 0 and 100000000000),
  constraint repair_order_reopened check (reopened >= 0)
);
create index repair_order_by_state on repair_order (state, order_number);
create index repair_order_by_sign on repair_order (sign_id);
create index repair_order_by_crew on repair_order (crew_id, state);
create index repair_order_by_cause on repair_order (cause_id);
create unique index repair_order_one_open_face on repair_order (face_id)
  where kind = 'replace_face' and state not in ('accepted', 'cancelled');
create trigger repair_order_is_kept before delete or truncate on repair_order
  for each statement execute function forbid_removal();
comment on table repair_order is 'work on one sign that a crew or a contractor is told to do';
comment on column repair_order.order_id is 'UUIDv7';
comment on column repair_order.order_number is 'R, year and running number, for people';
comment on column repair_order.kind is 'what is to be done';
comment on column repair_order.state is 'where it stands';
comment on column repair_order.sign_id is 'the sign';
comment on column repair_order.face_id is 'the face; null for the whole sign';
comment on column repair_order.new_text is 'characters that the face must show afterwards; of replace_face alone';
comment on column repair_order.new_pinyin is 'roman letters that the face must show afterwards';
comment on column repair_order.is_dangerous is 'a danger to people: secured within hours, not days';
comment on column repair_order.task is 'what is to be done, in words';
comment on column repair_order.cause_kind is 'what else it was ordered for, such as naming_case; reports refer to the order themselves';
comment on column repair_order.cause_id is 'which';
comment on column repair_order.township_code is 'GB/T 10114, 9 digits: the township in which the sign stands';
comment on column repair_order.due_at is 'instant by which it is to be done, by the limit in force when it was made; late blocks nothing';
comment on column repair_order.crew_id is 'account of the crew that does it';
comment on column repair_order.contractor is 'the firm that does it, when no crew of the office does';
comment on column repair_order.started_at is 'instant of the first start; a reopened order keeps it';
comment on column repair_order.done_at is 'instant at which it was said to be done; null again when it is reopened';
comment on column repair_order.done_by is 'who said so';
comment on column repair_order.accepted_at is 'instant of the acceptance';
comment on column repair_order.accepted_by is 'who accepted: never who did the work';
comment on column repair_order.cost_fen is 'cost of the work and its parts in fen (0.01 yuan); null until known';
comment on column repair_order.position_after is 'where the sign stands afterwards: EPSG:4490, x = longitude, y = latitude, degrees';
comment on column repair_order.reopened is 'how often it was opened again after it had been done';
comment on column repair_order.version is 'counts changes; the ETag';

create table repair_part (
  order_id  uuid    not null references repair_order,
  position  integer not null,
  part      text    not null,
  quantity  integer not null,
  cost_fen  bigint,
  primary key (order_id, position),
  constraint repair_part_form check (length(part) between 1 and 100 and quantity between 1 and 10000),
  constraint repair_part_cost check (cost_fen between 0 and 100000000000)
);
comment on table repair_part is 'parts that were used for an order';
comment on column repair_part.position is 'from 1';
comment on column repair_part.part is 'what it is';
comment on column repair_part.cost_fen is 'cost of all of them in fen; null when not known';

create table survey_campaign (
  campaign_id     uuid        primary key,
  campaign_number text        not null,
  title           text        not null,
  starts_on       date        not null,
  ends_on         date        not null,
  area            geometry(MultiPolygon, 4490),
  closed_on       date,
  version         bigint      not null default 1,
  created_by      uuid        not null references user_account,
  created_at      timestamptz not null,
  constraint survey_campaign_number_unique unique (campaign_number),
  constraint survey_campaign_number_form check (campaign_number ~ '^P[0-9]{4}-[0-9]{4,}$'),
  constraint survey_campaign_title_form check (length(title) between 1 and 200),
  constraint survey_campaign_period check (starts_on <= ends_on),
  constraint survey_campaign_closed check (closed_on >= starts_on)
);
create trigger survey_campaign_is_kept before delete or truncate on survey_campaign
  for each statement execute function forbid_removal();
comment on table survey_campaign is 'a survey of signs 排查 over an area or a list of streets';
comment on column survey_campaign.campaign_id is 'UUIDv7';
comment on column survey_campaign.campaign_number is 'P, year and running number, for people';
comment on column survey_campaign.starts_on is 'first civil day';
comment on column survey_campaign.ends_on is 'last civil day';
comment on column survey_campaign.area is 'EPSG:4490, x = longitude, y = latitude; null when streets are listed';
comment on column survey_campaign.closed_on is 'civil day on which it was closed; null while it is open';
comment on column survey_campaign.version is 'counts changes; the ETag';

create table survey_street (
  campaign_id uuid not null references survey_campaign,
  street_id   uuid not null references feature,
  primary key (campaign_id, street_id)
);
comment on table survey_street is 'the streets that a campaign walks: those listed, or those that met its area when it was made';

create table survey_crew (
  campaign_id uuid not null references survey_campaign,
  user_id     uuid not null references user_account,
  primary key (campaign_id, user_id)
);
create index survey_crew_by_user on survey_crew (user_id);
comment on table survey_crew is 'who walks a campaign';

create type visit_condition as enum ('good', 'damaged', 'missing', 'not_reached');
create table survey_visit (
  visit_id    uuid            primary key,
  campaign_id uuid            references survey_campaign,
  sign_id     uuid            not null references sign,
  condition   visit_condition not null,
  note        text,
  seen_at     timestamptz     not null,
  received_at timestamptz     not null,
  visited_by  uuid            not null references user_account,
  geom        geometry(Point, 4490),
  accuracy_m  double precision,
  constraint survey_visit_note_form check (length(note) between 1 and 1000),
  constraint survey_visit_accuracy check (accuracy_m >= 0 and accuracy_m < 100000)
);
create index survey_visit_by_campaign on survey_visit (campaign_id, sign_id, seen_at);
create index survey_visit_by_sign on survey_visit (sign_id, seen_at);
create index survey_visit_by_day on survey_visit (seen_at);
create trigger survey_visit_is_kept before update or delete or truncate on survey_visit
  for each statement execute function forbid_removal();
comment on table survey_visit is 'a sign was looked at, in a campaign or by the way; never changed, a later look is another visit';
comment on column survey_visit.visit_id is 'UUIDv7 made by the client that recorded it';
comment on column survey_visit.condition is 'what was found; not_reached: it could not be looked at';
comment on column survey_visit.seen_at is 'instant, by the clock of the client';
comment on column survey_visit.received_at is 'instant at which it came in';
comment on column survey_visit.geom is 'where the visitor stood: EPSG:4490, x = longitude, y = latitude; null when not known';
comment on column survey_visit.accuracy_m is 'accuracy of that position in metres';

create table damage_report (
  report_id     uuid            primary key,
  report_number text            not null,
  state         report_state    not null,
  source        report_source   not null,
  damage        damage_type     not null,
  severity      damage_severity not null,
  sign_id       uuid            references sign,
  face_id       uuid            references sign_face,
  location      text,
  description   text,
  geom          geometry(Point, 4490),
  accuracy_m    double precision,
  stated_crs    text,
  township_code text,
  visit_id      uuid            references survey_visit,
  same_as       uuid            references damage_report,
  forwarded_to  text,
  order_id      uuid            references repair_order,
  seen_at       timestamptz     not null,
  received_at   timestamptz     not null,
  ended_on      date,
  reported_by   uuid            references user_account,
  token_digest  bytea,
  version       bigint          not null default 1,
  constraint damage_report_number_unique unique (report_number),
  constraint damage_report_number_form check (report_number ~ '^D[0-9]{4}-[0-9]{4,}$'),
  constraint damage_report_somewhere check (sign_id is not null or geom is not null or location is not null),
  constraint damage_report_location_form check (length(location) between 1 and 200),
  constraint damage_report_description_form check (length(description) between 1 and 4000),
  constraint damage_report_accuracy check (accuracy_m >= 0 and accuracy_m < 100000),
  constraint damage_report_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint damage_report_same check ((state = 'duplicate') = (same_as is not null) and same_as <> report_id),
  constraint damage_report_forwarded check ((state = 'not_ours') = (forwarded_to is not null)
                                            and length(forwarded_to) between 1 and 100),
  constraint damage_report_ordered check (order_id is null or state in ('ordered', 'closed')),
  constraint damage_report_order check (order_id is not null or state <> 'ordered'),
  constraint damage_report_ended check
    ((ended_on is not null) = (state in ('duplicate', 'not_ours', 'unfounded', 'closed'))),
  constraint damage_report_token_form check (octet_length(token_digest) = 32)
);
create index damage_report_by_state on damage_report (state, report_number);
create index damage_report_by_sign on damage_report (sign_id);
create index damage_report_by_order on damage_report (order_id);
create index damage_report_by_received on damage_report (received_at);
create index damage_report_by_geom on damage_report using gist (geom);
create trigger damage_report_is_kept before delete or truncate on damage_report
  for each statement execute function forbid_removal();
comment on table damage_report is 'somebody says that a sign is damaged, wrong or gone';
comment on column damage_report.report_id is 'UUIDv7, made by the client when it captured the report offline';
comment on column damage_report.report_number is 'D, year and running number, for people';
comment on column damage_report.state is 'where it stands';
comment on column damage_report.source is 'on which way it came';
comment on column damage_report.damage is 'what is wrong';
comment on column damage_report.severity is 'how urgent: dangerous means a danger to people';
comment on column damage_report.sign_id is 'the sign; null while that is not known';
comment on column damage_report.face_id is 'the face; null for the whole sign';
comment on column damage_report.location is 'where, in words';
comment on column damage_report.description is 'in the words of who reported it';
comment on column damage_report.geom is 'where: EPSG:4490, x = longitude, y = latitude, degrees';
comment on column damage_report.accuracy_m is 'accuracy of the position in metres';
comment on column damage_report.stated_crs is 'reference system in which the position came';
comment on column damage_report.township_code is 'GB/T 10114, 9 digits: the township in which it lies';
comment on column damage_report.visit_id is 'the visit of a survey on which it was found';
comment on column damage_report.same_as is 'the report of the same damage that came before';
comment on column damage_report.forwarded_to is 'the owner of the sign, who was told';
comment on column damage_report.order_id is 'the order by which it is repaired';
comment on column damage_report.seen_at is 'instant at which it was seen, by the clock of the client';
comment on column damage_report.received_at is 'instant at which it came in';
comment on column damage_report.ended_on is 'civil day on which nothing was left to do; null while something is';
comment on column damage_report.reported_by is 'account; null for the public';
comment on column damage_report.token_digest is 'SHA-256 of the secret with which a citizen looks the report up; null with an account';
comment on column damage_report.version is 'counts changes; the ETag';

create table personal.damage_reporter (
  report_id    uuid primary key references damage_report,
  name         text,
  phone        text,
  email        text,
  erased_at    timestamptz,
  erased_by    text,
  erase_reason text,
  constraint damage_reporter_form check
    (length(name) between 1 and 100 and length(phone) between 1 and 100 and length(email) between 1 and 100),
  constraint damage_reporter_erased check
    ((erased_at is null) = (erased_by is null) and (erased_at is null) = (erase_reason is null)
     and (erased_at is null or coalesce(name, phone, email) is null))
);
comment on table personal.damage_reporter is 'who reported damage and how to reach that person';
comment on column personal.damage_reporter.name is 'as given; null once erased';
comment on column personal.damage_reporter.phone is 'as given; null once erased';
comment on column personal.damage_reporter.email is 'as given; null once erased';
comment on column personal.damage_reporter.erased_at is 'instant at which the data was erased';
comment on column personal.damage_reporter.erased_by is 'log-in name of who erased it';
comment on column personal.damage_reporter.erase_reason is 'why, in words without personal data';

-- Local practice (Ningbo: 30 days): the office sets its own.
insert into time_limit (time_limit_id, kind, days, day_count, starts_from, basis, is_statutory, valid_from, set_by, set_at)
values
  ('01803a5a-2c00-7000-8000-000000000010', 'repair', 30, 'calendar', 'order', 'local', false, '2022-05-01', 'operator',
   '2022-04-30 16:00:00+00'),
  ('01803a5a-2c00-7000-8000-000000000011', 'repair_of_danger', 1, 'calendar', 'order', 'local', false, '2022-05-01',
   'operator', '2022-04-30 16:00:00+00');

-- What somebody may read of signs, at a commit number or now.
create function published_sign(recorded bigint)
returns table (feature_id uuid, valid_from date, valid_to date, recorded_at timestamptz, sign_number text, type sign_type,
               state sign_state, place_id uuid, placement sign_placement, location text, support sign_support,
               illustrative boolean, faces jsonb, geom geometry) language sql stable as $$
  select s.sign_id, coalesce(s.installed_on, '-infinity'::date), coalesce(s.ended_on, 'infinity'::date), greatest(c.committed_at, said.latest),
         s.sign_number, s.type, s.state, s.place_id, s.placement, s.location, s.support, s.illustrative,
         coalesce(said.faces, '[]'), s.geom
    from sign_as_of(recorded) s
    left join lateral recorded_at(s.recorded_in) c on true
    left join lateral (
      select max(fc.committed_at) as latest,
             jsonb_agg(jsonb_build_object('text', f.text, 'pinyin', f.pinyin, 'colour', f.colour,
                                          'facing_deg', f.facing_deg) order by f.facing_deg, f.face_id) as faces
        from sign_face_as_of(recorded) f
        left join lateral recorded_at(f.recorded_in) fc on true
       where f.sign_id = s.sign_id and f.shown_to = 'infinity'
    ) said on true
   where s.state <> 'planned' and coalesce(s.installed_on, '-infinity'::date) < coalesce(s.ended_on, 'infinity'::date)
$$;
