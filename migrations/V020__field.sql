-- Field work 外业: what phones captured, as it came, and what became of it.

create type field_item_kind as enum (
  'visit', 'damage_report', 'damage_confirmation', 'damage_photos', 'sign', 'sign_change', 'sign_faces',
  'order_start', 'order_finish', 'order_photos'
);
create type field_item_state as enum ('waiting', 'applied', 'conflict', 'dismissed');

create table field_item (
  item_id         uuid             primary key,
  arrival         bigint           not null generated always as identity,
  kind            field_item_kind  not null,
  state           field_item_state not null,
  user_id         uuid             not null references user_account,
  device          text,
  content         text             not null,
  digest          bytea            not null,
  base_version    bigint,
  after           uuid[]           not null,
  captured_at     timestamptz      not null,
  clock_shift_s   bigint           not null,
  received_at     timestamptz      not null,
  subject_kind    text,
  subject_id      uuid,
  subject_version bigint,
  problem         jsonb,
  settled_by      text,
  settled_at      timestamptz,
  settle_reason   text,
  constraint field_item_arrival_unique unique (arrival),
  constraint field_item_device_form check (length(device) between 1 and 100),
  constraint field_item_content_form check (octet_length(content) between 2 and 65536),
  constraint field_item_digest_form check (octet_length(digest) = 32),
  constraint field_item_after check (cardinality(after) <= 16 and not item_id = any (after)),
  constraint field_item_subject check (num_nulls(subject_kind, subject_id) in (0, 2)),
  constraint field_item_applied check
    ((state = 'applied') = (subject_version is not null) and (subject_version is null or subject_id is not null)),
  constraint field_item_conflict check (problem is not null or state <> 'conflict'),
  constraint field_item_settled check (num_nulls(settled_by, settled_at) in (0, 2)),
  constraint field_item_dismissed check ((state = 'dismissed') = (settle_reason is not null)
                                         and (settle_reason is null or settled_by is not null)),
  constraint field_item_reason_form check (length(settle_reason) between 1 and 1000)
);
create index field_item_waiting on field_item using gin (after) where state = 'waiting';
create index field_item_by_state on field_item (state, arrival) where state in ('waiting', 'conflict');
create index field_item_by_user on field_item (user_id, arrival);
create index field_item_by_subject on field_item (subject_kind, subject_id);
create trigger field_item_is_kept before delete or truncate on field_item
  for each statement execute function forbid_removal();
comment on table field_item is 'what a phone captured, byte by byte; once it has a row here the phone has a receipt, or gets one when it asks again';
comment on column field_item.item_id is 'UUIDv7 made by the phone; visits, reports and signs that were captured have it, too';
comment on column field_item.arrival is 'order of arrival';
comment on column field_item.kind is 'what was captured';
comment on column field_item.state is 'waiting: for an item that it builds upon; conflict: the register had changed, an officer decides; dismissed: an officer decided against it';
comment on column field_item.user_id is 'who captured it';
comment on column field_item.device is 'the phone, as it calls itself';
comment on column field_item.content is 'JSON as it came; never changed';
comment on column field_item.digest is 'SHA-256 of the content';
comment on column field_item.base_version is 'version of the thing that the phone had seen; null for what is new';
comment on column field_item.after is 'items of the same account that it builds upon';
comment on column field_item.captured_at is 'instant by the clock of the phone';
comment on column field_item.clock_shift_s is 'seconds that are added to instants in the content, because the clock of the phone was wrong when it sent them';
comment on column field_item.received_at is 'instant';
comment on column field_item.subject_kind is 'what it is about: kind of the thing it made or changed, or would have changed';
comment on column field_item.subject_id is 'which one';
comment on column field_item.subject_version is 'version of that after it was applied';
comment on column field_item.problem is 'why it could not be applied: a problem document (RFC 9457) in each language; kept when it was applied after all';
comment on column field_item.settled_by is 'log-in name of the officer who decided a conflict';
comment on column field_item.settled_at is 'instant of that';
comment on column field_item.settle_reason is 'why it was dismissed';

create function keep_what_was_captured() returns trigger language plpgsql as $$
begin
  raise exception 'what was captured is not changed' using errcode = 'restrict_violation';
end $$;
create trigger field_item_content_is_kept before update on field_item for each row
  when ((old.item_id, old.kind, old.user_id, old.content, old.digest, old.base_version, old.after, old.captured_at,
         old.received_at)
        is distinct from
        (new.item_id, new.kind, new.user_id, new.content, new.digest, new.base_version, new.after, new.captured_at,
         new.received_at))
  execute function keep_what_was_captured();

create table receipt_key (
  key_id  uuid        primary key,
  pkcs8   bytea       not null,
  public  bytea       not null,
  made_at timestamptz not null,
  constraint receipt_key_public_form check (octet_length(public) = 32)
);
create trigger receipt_key_is_kept before update or delete or truncate on receipt_key
  for each statement execute function forbid_removal();
comment on table receipt_key is 'Ed25519 keys (RFC 8032) that sign receipts; the newest signs, all of them verify';
comment on column receipt_key.key_id is 'UUIDv7; kid of a receipt';
comment on column receipt_key.pkcs8 is 'the private key (RFC 5958), never given out';
comment on column receipt_key.public is 'the public key';
comment on column receipt_key.made_at is 'instant';

-- A photo may be named before it has arrived: a report that cannot wait goes ahead of its photos.
create table photo_awaited (
  subject_kind text        not null,
  subject_id   uuid        not null,
  photo_id     uuid        not null,
  role         text        not null,
  user_id      uuid        not null references user_account,
  named_by     text        not null,
  named_at     timestamptz not null,
  primary key (photo_id, subject_kind, subject_id, role),
  constraint photo_awaited_words check (subject_kind ~ '^[a-z][a-z_]{0,39}$' and role ~ '^[a-z][a-z_]{0,39}$')
);
create index photo_awaited_by_subject on photo_awaited (subject_kind, subject_id);
comment on table photo_awaited is 'photos that something names and that have not arrived; with its last byte a photo belongs to what named it';
comment on column photo_awaited.photo_id is 'UUIDv7 that the phone has given it';
comment on column photo_awaited.subject_kind is 'what kind of thing names it';
comment on column photo_awaited.subject_id is 'which one';
comment on column photo_awaited.role is 'what the photo shows of it';
comment on column photo_awaited.user_id is 'account that named it; the photo of another is not meant';
comment on column photo_awaited.named_by is 'its log-in name';
comment on column photo_awaited.named_at is 'instant';
