-- Naming cases: from a proposed name to the announced standard name (R753 art. 9 to 15; docs/naming-cases.md).
--
-- A case is work, not a fact of the register: it has one clock and its events (V011). What it decides becomes a fact
-- when it is approved.

create type case_type as enum ('name', 'rename', 'extent_change', 'cancel');
create type case_state as enum (
  'draft', 'submitted', 'returned', 'accepted', 'surveyed', 'consulted', 'argued', 'in_notice', 'notice_done', 'reported',
  'approved', 'recorded', 'closed', 'rejected', 'withdrawn', 'lapsed', 'suspended', 'revoked'
);

create table naming_case_number (
  year integer primary key,
  last integer not null
);
comment on table naming_case_number is 'the last case number given in each year; its row is the lock';
comment on column naming_case_number.year is 'civil year in the office';
comment on column naming_case_number.last is 'last number of that year';

create table naming_case (
  case_id            uuid        primary key,
  case_number        text        not null,
  type               case_type   not null,
  state              case_state  not null,
  since              date        not null,
  suspended_from     case_state,
  notice_id          uuid,
  objection_upheld   boolean     not null default false,
  version            bigint      not null default 1,
  title              text        not null,
  applicant          text        not null,
  township_code      text,
  reasons            text        not null,
  created_by         uuid        not null references user_account,
  created_at         timestamptz not null,
  constraint naming_case_number_unique unique (case_number),
  constraint naming_case_number_form check (case_number ~ '^[0-9]{4}-[0-9]{4,}$'),
  constraint naming_case_title_form check (length(title) between 1 and 200),
  constraint naming_case_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint naming_case_suspended check ((state = 'suspended') = (suspended_from is not null)),
  constraint naming_case_suspended_from check
    (suspended_from in ('submitted', 'accepted', 'surveyed', 'consulted', 'argued', 'notice_done', 'reported')),
  constraint naming_case_in_notice check
    (notice_id is not null or state not in ('in_notice', 'notice_done', 'reported', 'approved', 'recorded', 'closed')),
  constraint naming_case_upheld check (not objection_upheld or coalesce(suspended_from, state) = 'argued')
);
create index naming_case_by_state on naming_case (state, case_number);
create index naming_case_by_township on naming_case (township_code, case_number);
create trigger naming_case_is_kept before delete or truncate on naming_case
  for each statement execute function forbid_removal();
comment on table naming_case is 'one application to name, rename, redraw or cancel, with 1 to n items';
comment on column naming_case.case_id is 'UUIDv7';
comment on column naming_case.case_number is 'year and running number, for people';
comment on column naming_case.type is 'what is applied for (R753 art. 9 to 12)';
comment on column naming_case.state is 'where it stands; changed by src/naming/state.rs alone';
comment on column naming_case.since is 'civil day on which it came there';
comment on column naming_case.suspended_from is 'where a suspended case goes on';
comment on column naming_case.notice_id is 'the public notice that runs or was closed; null before the first';
comment on column naming_case.objection_upheld is 'the last notice ended with an upheld objection: the experts must argue again';
comment on column naming_case.version is 'counts changes; the ETag';
comment on column naming_case.title is 'what people call the case';
comment on column naming_case.applicant is 'applying unit (R753 art. 11)';
comment on column naming_case.township_code is 'GB/T 10114, 9 digits: the township that applies; null when another unit does';
comment on column naming_case.reasons is 'why (R753 art. 11)';

create type decision_outcome as enum ('approved', 'rejected');
create type authority_kind as enum ('government', 'place_name_authority', 'department');
create table naming_decision (
  decision_id     uuid             primary key,
  case_id         uuid             not null references naming_case,
  outcome         decision_outcome not null,
  authority       text             not null,
  authority_kind  authority_kind   not null,
  document_number text             not null,
  decided_on      date             not null,
  entered_by      uuid             not null references user_account,
  entered_at      timestamptz      not null,
  announcement_id uuid,
  announced_on    date,
  constraint naming_decision_announced check ((announced_on is null) or (announcement_id is not null))
);
create index naming_decision_by_case on naming_decision (case_id, decision_id);
create trigger naming_decision_is_kept before delete or truncate on naming_decision
  for each statement execute function forbid_removal();
comment on table naming_decision is 'what the approving authority decided on some or all items of a case (R753 art. 12)';
comment on column naming_decision.decision_id is 'UUIDv7';
comment on column naming_decision.authority is 'who decided, such as 天门市人民政府';
comment on column naming_decision.authority_kind is 'decides from which day the announcement is due (R753 art. 14)';
comment on column naming_decision.document_number is 'such as 天政函〔2023〕67号';
comment on column naming_decision.decided_on is 'civil day of approval; the names hold from it';
comment on column naming_decision.entered_by is 'who entered it: not who prepared the case';
comment on column naming_decision.entered_at is 'instant';
comment on column naming_decision.announcement_id is 'the announcement of the approved names';
comment on column naming_decision.announced_on is 'civil day on which it was published';

create type item_state as enum ('open', 'approved', 'refused', 'taken_out');
create table naming_item (
  item_id          uuid          primary key,
  case_id          uuid          not null references naming_case,
  position         integer       not null,
  state            item_state    not null default 'open',
  place_id         uuid          references feature,
  name             text          not null check (name <> ''),
  name_key         text          not null,
  pinyin           text          not null,
  pinyin_source    pinyin_source not null default 'auto',
  pinyin_doubtful  boolean       not null,
  sound_key        text          not null,
  former_name      text,
  colloquial       text,
  category         text          not null references category,
  division_code    text,
  location         text,
  applicant        text,
  reason           text,
  road_class       road_class,
  admin_tier       admin_tier,
  starts_at        text,
  ends_at          text,
  length_m         double precision check (length_m > 0 and length_m < 'infinity'),
  width_m          double precision check (width_m > 0 and width_m < 'infinity'),
  orientation      orientation,
  surface          surface,
  sketched         boolean       not null default false,
  geom             geometry(Geometry, 4490),
  scope            text[]        not null default '{}',
  closed_reason    text,
  decision_id      uuid          references naming_decision,
  place_code       text,
  name_id          uuid,
  constraint naming_item_position unique (case_id, position) deferrable initially deferred,
  constraint naming_item_decided check ((decision_id is not null) = (state in ('approved', 'refused'))),
  constraint naming_item_reason check (closed_reason is not null or state not in ('refused', 'taken_out')),
  constraint naming_item_place_code_form check (place_code ~ '^[0-9]{20}$')
);
create index naming_item_by_case on naming_item (case_id, position);
create index naming_item_by_place on naming_item (place_id) where place_id is not null;
create index naming_item_by_name_key on naming_item (name_key);
create index naming_item_by_sound_key on naming_item (sound_key);
comment on table naming_item is 'one name in a case; items travel together and are decided one by one';
comment on column naming_item.item_id is 'UUIDv7';
comment on column naming_item.position is 'number in the case, from 1';
comment on column naming_item.place_id is 'the thing that is renamed, redrawn or cancelled; of an approved new name the thing made for it';
comment on column naming_item.name is 'the proposed standard name; of a thing to be redrawn or cancelled its present one';
comment on column naming_item.name_key is 'the name folded for comparison';
comment on column naming_item.pinyin is 'spelled by (84)中地字第17号';
comment on column naming_item.pinyin_source is 'auto: derived by rule; confirmed: a person chose the readings';
comment on column naming_item.pinyin_doubtful is 'some character has several readings and nobody has confirmed one';
comment on column naming_item.sound_key is 'pinyin without tones, spaces and apostrophes, ü as v';
comment on column naming_item.former_name is 'the standard name that a renaming replaces';
comment on column naming_item.colloquial is '俗称';
comment on column naming_item.category is 'GB/T 18521, five digits';
comment on column naming_item.division_code is 'the division in whose code the place will be kept (GB/T 10114)';
comment on column naming_item.location is 'where it is, in words (BG23)';
comment on column naming_item.applicant is 'applying unit of this item, where it is not that of the case';
comment on column naming_item.reason is '命名缘由';
comment on column naming_item.length_m is 'metres, as applied for';
comment on column naming_item.width_m is 'metres, as applied for';
comment on column naming_item.sketched is 'the line was made from the streets at its ends, not surveyed';
comment on column naming_item.geom is 'EPSG:4490, x = longitude, y = latitude, degrees; null until drawn';
comment on column naming_item.scope is 'areas or divisions in which the name must be the only one (R753 art. 9(7), 9(8)); empty until submitted';
comment on column naming_item.closed_reason is 'why it was refused or taken out';
comment on column naming_item.place_code is 'twenty digits, given on approval';
comment on column naming_item.name_id is 'the standard name that approval made';

create table naming_reservation (
  item_id     uuid        not null references naming_item,
  scope_unit  text        not null,
  name_key    text        not null,
  held_since  timestamptz not null,
  released_at timestamptz,
  primary key (item_id, scope_unit)
);
create unique index naming_reservation_held on naming_reservation (scope_unit, name_key) where released_at is null;
comment on table naming_reservation is 'names that open cases hold: of two that want the same one in the same scope one gets it';
comment on column naming_reservation.scope_unit is 'one of the areas or divisions in which the name must not repeat';
comment on column naming_reservation.name_key is 'the name folded for comparison';
comment on column naming_reservation.held_since is 'instant of submission';
comment on column naming_reservation.released_at is 'instant at which the item was decided or left; null while it is held';

create type check_stage as enum ('draft', 'submission', 'change', 'approval');
create table naming_check (
  check_id     uuid        primary key,
  case_id      uuid        not null references naming_case,
  stage        check_stage not null,
  rules_on     date        not null,
  at           timestamptz not null,
  actor        text        not null,
  data_version bigint      not null,
  blocks       integer     not null,
  warnings     integer     not null,
  result       text        not null
);
create index naming_check_by_case on naming_check (case_id, check_id);
create trigger naming_check_is_kept before update or delete or truncate on naming_check
  for each statement execute function forbid_removal();
comment on table naming_check is 'each run of the name clinic over a case, kept as it was';
comment on column naming_check.check_id is 'UUIDv7';
comment on column naming_check.rules_on is 'civil day whose rules were asked';
comment on column naming_check.at is 'instant';
comment on column naming_check.data_version is 'version of the register that was compared with';
comment on column naming_check.blocks is 'verdicts that forbid submission and approval';
comment on column naming_check.warnings is 'verdicts that need a written reason';
comment on column naming_check.result is 'items with their verdicts, JSON';

create table naming_impact (
  impact_id uuid        primary key,
  case_id   uuid        not null references naming_case,
  stage     check_stage not null,
  at        timestamptz not null,
  result    text        not null
);
create index naming_impact_by_case on naming_impact (case_id, impact_id);
create trigger naming_impact_is_kept before update or delete or truncate on naming_impact
  for each statement execute function forbid_removal();
comment on table naming_impact is 'what mentioned a name that a case was to change or end, when it was applied for and when it was decided';
comment on column naming_impact.impact_id is 'UUIDv7';
comment on column naming_impact.at is 'instant';
comment on column naming_impact.result is 'items with what mentions them, JSON';

create table naming_settlement (
  item_id     uuid        not null references naming_item,
  verdict_key text        not null,
  rule        text        not null,
  reason      text        not null check (reason <> ''),
  settled_by  uuid        not null references user_account,
  settled_at  timestamptz not null,
  primary key (item_id, verdict_key)
);
create trigger naming_settlement_is_kept before update or delete or truncate on naming_settlement
  for each statement execute function forbid_removal();
comment on table naming_settlement is 'warnings that a reviewer settled with a written reason; what forbids cannot be settled';
comment on column naming_settlement.verdict_key is 'what the verdict is about: the same in every run';
comment on column naming_settlement.rule is 'rule, such as N05';
comment on column naming_settlement.settled_at is 'instant';

create type filing_state as enum ('due', 'sent', 'supplement_asked', 'filed');
create table naming_filing (
  decision_id      uuid         primary key references naming_decision,
  state            filing_state not null,
  receiver         text         not null,
  sent_on          date,
  supplement       text,
  supplement_on    date,
  filed_on         date,
  receipt_number   text,
  package_digest   bytea,
  constraint naming_filing_sent check (state = 'due' or (sent_on is not null and package_digest is not null)),
  constraint naming_filing_supplement check (state <> 'supplement_asked' or (supplement is not null and supplement_on is not null)),
  constraint naming_filing_filed check ((state = 'filed') = (filed_on is not null))
);
comment on table naming_filing is 'filing of an approval with the next higher place-name authority (R753 art. 13; BG23)';
comment on column naming_filing.receiver is 'who receives it, such as 湖北省民政厅';
comment on column naming_filing.sent_on is 'civil day on which the package was sent, the last time';
comment on column naming_filing.supplement is 'what the receiver asked for';
comment on column naming_filing.supplement_on is 'civil day on which it was asked for';
comment on column naming_filing.filed_on is 'civil day on which the receiver took it on file';
comment on column naming_filing.receipt_number is 'the receiver''s number';
comment on column naming_filing.package_digest is 'SHA-256 of the manifest of the package that was sent';

create table office (
  only_row        boolean primary key default true check (only_row),
  county_code     text    not null,
  county          text    not null,
  bureau          text    not null,
  government      text    not null,
  filing_receiver text    not null,
  contact         text    not null,
  constraint office_county_code_form check (county_code ~ '^[0-9]{6}$')
);
comment on table office is 'whose register this is: what papers say unless the officer says otherwise';
comment on column office.county_code is 'GB/T 2260, 6 digits';
comment on column office.county is 'name of the county';
comment on column office.bureau is 'the place-name authority, which issues notices (R753 art. 7)';
comment on column office.government is 'who approves street names (R753 art. 12(5))';
comment on column office.filing_receiver is 'who receives filings (R753 art. 13)';
comment on column office.contact is 'where opinions go: address, person, telephone';
insert into office (county_code, county, bureau, government, filing_receiver, contact) values
  ('429006', '天门市', '天门市民政局', '天门市人民政府', '湖北省民政厅', '天门市民政局区划地名科');

create table place_code_serial (
  prefix text    primary key,
  last   integer not null,
  constraint place_code_serial_form check (prefix ~ '^[0-9]{14}$' and last between 0 and 999999)
);
comment on table place_code_serial is 'the last serial number given to place codes with this beginning; its row is the lock';
comment on column place_code_serial.prefix is 'county 6, below county 3, category 5 digits';
comment on column place_code_serial.last is 'last serial number, six digits';
