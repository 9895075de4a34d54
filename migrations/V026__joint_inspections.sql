-- Joint inspections of boundary lines 界线联合检查 (State Council Order 353 art. 12): what both sides say of a line, each in a
-- chain of acts of its own.
--
-- A side is ours or the neighbour's. Ours is written by accounts of this office; the neighbour's by an invitation or a
-- signed package of its own office. A foreign key over the side and its kind of pen holds this: no account writes for the other side.

create type inspection_kind as enum ('periodic', 'ad_hoc');
create type inspection_trigger as enum ('disaster', 'river_shift', 'road_change');
create type inspection_state as enum
  ('planned', 'scheme_agreed', 'desk_done', 'field_done', 'issues_handled', 'report_signed', 'filed', 'archived', 'cancelled');
create type inspection_via as enum ('account', 'invitation', 'package');

create table joint_inspection (
  inspection_id     uuid               primary key,
  inspection_number text               not null,
  line_id           uuid               not null references boundary_line,
  kind              inspection_kind    not null,
  trigger           inspection_trigger,
  reason            text,
  round             integer,
  year              integer            not null,
  due_on            date               not null,
  lead_code         text               not null,
  state             inspection_state   not null,
  filed_on          date,
  volume_id         uuid               references archive_volume,
  cancel_reason     text,
  version           bigint             not null default 1,
  created_at        timestamptz        not null,
  constraint joint_inspection_number_unique unique (inspection_number),
  constraint joint_inspection_number_form check (inspection_number ~ '^LJ[0-9]{4}-[0-9]{4,}$'),
  constraint joint_inspection_of_kind check (case kind
    when 'periodic' then round >= 1 and trigger is null
    else round is null and trigger is not null and reason is not null end),
  constraint joint_inspection_year check (year between 1949 and 2200),
  constraint joint_inspection_reason_form check (length(reason) between 1 and 1000),
  constraint joint_inspection_cancelled check ((state = 'cancelled') = (cancel_reason is not null)),
  constraint joint_inspection_cancel_form check (length(cancel_reason) between 1 and 1000),
  constraint joint_inspection_filed check (filed_on is not null or state <> 'filed'),
  constraint joint_inspection_archived check (volume_id is null or state = 'archived')
);
create unique index joint_inspection_one_a_round on joint_inspection (line_id, round) where state <> 'cancelled';
create index joint_inspection_by_line on joint_inspection (line_id, year);
create index joint_inspection_by_volume on joint_inspection (volume_id);
create trigger joint_inspection_is_kept before delete or truncate on joint_inspection
  for each statement execute function forbid_removal();
comment on table joint_inspection is 'an inspection of a line by both sides (R353 art. 12)';
comment on column joint_inspection.inspection_id is 'UUIDv7; both offices have the same';
comment on column joint_inspection.inspection_number is 'LJ, year and running number, for people of this office';
comment on column joint_inspection.line_id is 'the line';
comment on column joint_inspection.kind is 'every five years, or out of turn';
comment on column joint_inspection.trigger is 'what asks for it, out of turn';
comment on column joint_inspection.reason is 'what happened, or why lead or day are not those of the calendar';
comment on column joint_inspection.round is 'round, from 1; null out of turn';
comment on column joint_inspection.year is 'civil year for which it is planned';
comment on column joint_inspection.due_on is 'civil day by which it is to be filed';
comment on column joint_inspection.lead_code is 'code of the side that leads 牵头';
comment on column joint_inspection.state is 'how far it is: read off the acts, kept for lists; archived and cancelled are said by this office';
comment on column joint_inspection.filed_on is 'civil day on which it was filed with who approved the line; null before';
comment on column joint_inspection.volume_id is 'volume of the archives with its papers; null before';
comment on column joint_inspection.cancel_reason is 'why it was cancelled';
comment on column joint_inspection.version is 'counts acts and changes; the ETag';
comment on column joint_inspection.created_at is 'instant at which it was entered here';

create table joint_inspection_side (
  inspection_id uuid    not null references joint_inspection,
  side_code     text    not null,
  ours          boolean not null,
  name          text    not null,
  primary key (inspection_id, side_code),
  constraint joint_inspection_side_kind unique (inspection_id, side_code, ours),
  constraint joint_inspection_side_one_each unique (inspection_id, ours),
  constraint joint_inspection_side_code_form check (side_code ~ '^[0-9]{2,9}$'),
  constraint joint_inspection_side_name_form check (length(name) between 1 and 100)
);
create trigger joint_inspection_side_is_kept before update or delete or truncate on joint_inspection_side
  for each statement execute function forbid_removal();
comment on table joint_inspection_side is 'the two sides of an inspection';
comment on column joint_inspection_side.side_code is 'code of the division';
comment on column joint_inspection_side.ours is 'whether it is the side of this office';
comment on column joint_inspection_side.name is 'what the division is called';

create table joint_inspection_number (
  year integer primary key,
  last integer not null,
  constraint joint_inspection_number_of_year check (year between 1949 and 9999 and last > 0)
);
comment on table joint_inspection_number is 'the last number given in each year; its row is the lock';
comment on column joint_inspection_number.year is 'civil year in the office';
comment on column joint_inspection_number.last is 'last number of that year';

create table inspection_invitation (
  invitation_id uuid        primary key,
  inspection_id uuid        not null references joint_inspection,
  token_digest  bytea       not null,
  person        text        not null,
  unit          text        not null,
  made_by       uuid        not null references user_account,
  made_at       timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  revoke_reason text,
  last_used_at  timestamptz,
  constraint inspection_invitation_token unique (token_digest),
  constraint inspection_invitation_token_form check (length(token_digest) = 32),
  constraint inspection_invitation_people_form check (length(person) between 1 and 100 and length(unit) between 1 and 100),
  constraint inspection_invitation_expires check (expires_at > made_at),
  constraint inspection_invitation_revoked check ((revoked_at is null) = (revoke_reason is null) and revoked_at >= made_at),
  constraint inspection_invitation_reason_form check (length(revoke_reason) between 1 and 1000)
);
create index inspection_invitation_by_inspection on inspection_invitation (inspection_id);
create trigger inspection_invitation_is_kept before delete or truncate on inspection_invitation
  for each statement execute function forbid_removal();
comment on table inspection_invitation is 'a link by which somebody of the neighbour''s office writes for it in one inspection, without an account';
comment on column inspection_invitation.invitation_id is 'UUIDv7';
comment on column inspection_invitation.inspection_id is 'the inspection, and no other';
comment on column inspection_invitation.token_digest is 'SHA-256 of the secret in the link, which is kept nowhere';
comment on column inspection_invitation.person is 'who holds it';
comment on column inspection_invitation.unit is 'from which office';
comment on column inspection_invitation.made_by is 'account that made it';
comment on column inspection_invitation.made_at is 'instant';
comment on column inspection_invitation.expires_at is 'instant from which it does not open anything any more';
comment on column inspection_invitation.revoked_at is 'instant at which it was revoked';
comment on column inspection_invitation.revoke_reason is 'why it was revoked';
comment on column inspection_invitation.last_used_at is 'instant at which it last wrote something';

create table exchange_key (
  key_id  text        primary key,
  pkcs8   bytea       not null,
  public  bytea       not null,
  made_at timestamptz not null,
  constraint exchange_key_public_form check (length(public) = 32)
);
create trigger exchange_key_is_kept before update or delete or truncate on exchange_key
  for each statement execute function forbid_removal();
comment on table exchange_key is 'Ed25519 keys with which this office signs packages for neighbours; the newest signs';
comment on column exchange_key.key_id is 'thumbprint of the public key (RFC 7638)';
comment on column exchange_key.pkcs8 is 'the private key (RFC 8410); never leaves the database but to sign';
comment on column exchange_key.public is 'the public key, 32 bytes';
comment on column exchange_key.made_at is 'instant';

create table neighbour_key (
  neighbour_key_id uuid        primary key,
  neighbour_code   text        not null references neighbour,
  key_id           text        not null,
  public           bytea       not null,
  confirmed        text        not null,
  entered_by       uuid        not null references user_account,
  entered_at       timestamptz not null,
  revoked_at       timestamptz,
  revoke_reason    text,
  constraint neighbour_key_public_form check (length(public) = 32),
  constraint neighbour_key_confirmed_form check (length(confirmed) between 1 and 200),
  constraint neighbour_key_revoked check ((revoked_at is null) = (revoke_reason is null) and revoked_at >= entered_at),
  constraint neighbour_key_reason_form check (length(revoke_reason) between 1 and 1000)
);
create unique index neighbour_key_in_use on neighbour_key (key_id) where revoked_at is null;
create index neighbour_key_by_neighbour on neighbour_key (neighbour_code);
create trigger neighbour_key_is_kept before delete or truncate on neighbour_key
  for each statement execute function forbid_removal();
comment on table neighbour_key is 'Ed25519 keys with which a neighbour''s office signs its packages';
comment on column neighbour_key.neighbour_key_id is 'UUIDv7';
comment on column neighbour_key.neighbour_code is 'the neighbour';
comment on column neighbour_key.key_id is 'thumbprint of the public key (RFC 7638); packages name it';
comment on column neighbour_key.public is 'the public key, 32 bytes';
comment on column neighbour_key.confirmed is 'how its thumbprint was compared with the neighbour: by telephone with whom, in which letter';
comment on column neighbour_key.entered_by is 'account that entered it';
comment on column neighbour_key.entered_at is 'instant';
comment on column neighbour_key.revoked_at is 'instant from which packages signed with it are refused';
comment on column neighbour_key.revoke_reason is 'why it was revoked';

create table inspection_package (
  package_id    uuid        primary key,
  inspection_id uuid        not null references joint_inspection,
  outgoing      boolean     not null,
  digest        bytea       not null,
  content       text        not null,
  key_id        text        not null,
  first_serial  integer     not null,
  last_serial   integer     not null,
  handled_by    uuid        not null references user_account,
  handled_at    timestamptz not null,
  constraint inspection_package_once unique (digest),
  constraint inspection_package_digest_form check (length(digest) = 32),
  constraint inspection_package_serials check (first_serial >= 1 and last_serial >= first_serial - 1)
);
create index inspection_package_by_inspection on inspection_package (inspection_id);
create trigger inspection_package_is_kept before update or delete or truncate on inspection_package
  for each statement execute function forbid_removal();
comment on table inspection_package is 'packages that were exchanged with the neighbour''s office, byte for byte';
comment on column inspection_package.package_id is 'UUIDv7';
comment on column inspection_package.inspection_id is 'the inspection';
comment on column inspection_package.outgoing is 'made here; otherwise taken in here';
comment on column inspection_package.digest is 'SHA-256 of its content; a package is taken in once';
comment on column inspection_package.content is 'JWS in compact form (RFC 7515)';
comment on column inspection_package.key_id is 'thumbprint of the key that signed it';
comment on column inspection_package.first_serial is 'serial of its first act';
comment on column inspection_package.last_serial is 'serial of its last act; one less than the first in a package without any';
comment on column inspection_package.handled_by is 'account that made it or took it in';
comment on column inspection_package.handled_at is 'instant';

create table inspection_act (
  inspection_id uuid           not null references joint_inspection,
  side_code     text           not null,
  serial        integer        not null,
  ours          boolean        not null,
  via           inspection_via not null,
  act_id        uuid           not null,
  said_at       timestamptz    not null,
  person        text           not null,
  unit          text           not null,
  content       text           not null,
  digest        bytea          not null,
  account_id    uuid           references user_account,
  invitation_id uuid           references inspection_invitation,
  package_id    uuid           references inspection_package,
  received_at   timestamptz    not null,
  primary key (inspection_id, side_code, serial),
  constraint inspection_act_once unique (act_id),
  constraint inspection_act_digest_unique unique (digest),
  constraint inspection_act_of_side foreign key (inspection_id, side_code, ours)
    references joint_inspection_side (inspection_id, side_code, ours),
  constraint inspection_act_pen check (case via
    when 'account' then ours and account_id is not null and num_nonnulls(invitation_id, package_id) = 0
    when 'invitation' then not ours and invitation_id is not null and num_nonnulls(account_id, package_id) = 0
    else not ours and package_id is not null and num_nonnulls(account_id, invitation_id) = 0 end),
  constraint inspection_act_serial check (serial >= 1),
  constraint inspection_act_digest_form check (length(digest) = 32),
  constraint inspection_act_people_form check (length(person) between 1 and 100 and length(unit) between 1 and 100),
  constraint inspection_act_content_form check (length(content) between 1 and 8000000)
);
create index inspection_act_by_invitation on inspection_act (invitation_id);
create index inspection_act_by_package on inspection_act (package_id);
create trigger inspection_act_is_kept before update or delete or truncate on inspection_act
  for each statement execute function forbid_removal();
comment on table inspection_act is 'what a side said, in its chain; never changed';
comment on column inspection_act.inspection_id is 'the inspection';
comment on column inspection_act.side_code is 'the side that says it';
comment on column inspection_act.serial is 'place in the chain of that side, from 1';
comment on column inspection_act.ours is 'whether it is the side of this office';
comment on column inspection_act.via is 'with which pen';
comment on column inspection_act.act_id is 'UUIDv7';
comment on column inspection_act.said_at is 'instant at which it was said, in the office that wrote it';
comment on column inspection_act.person is 'who said it: log-in name, or who holds the invitation';
comment on column inspection_act.unit is 'from which office';
comment on column inspection_act.content is 'what was said: JSON as it went into the digest';
comment on column inspection_act.digest is 'SHA-256 of all of this and of the act before';
comment on column inspection_act.account_id is 'account that said it';
comment on column inspection_act.invitation_id is 'invitation with which it was said';
comment on column inspection_act.package_id is 'package with which it came';
comment on column inspection_act.received_at is 'instant at which it was written here';

-- Items of the archives belong to inspections, too.
alter table archive_item_link
  add constraint archive_item_link_inspection_id_fkey foreign key (inspection_id) references joint_inspection;
