-- Records: what happened to a case and what papers belong to it. Neither is ever changed; each subject's events are a
-- chain of digests, so that one which is changed, left out or put in between is found out.

create table event (
  event_id        uuid        primary key,
  subject_kind    text        not null,
  subject_id      uuid        not null,
  position        integer     not null,
  at              timestamptz not null,
  actor           text        not null,
  actor_id        uuid,
  kind            text        not null,
  from_state      text,
  to_state        text,
  facts           text        not null,
  previous_digest bytea       not null,
  digest          bytea       not null,
  constraint event_position unique (subject_kind, subject_id, position),
  constraint event_first check ((position = 1) = (previous_digest = ''::bytea)),
  constraint event_digest_form check (octet_length(digest) = 32),
  constraint event_facts_are_json check (facts::json is not null)
);
create index event_by_actor on event (actor_id, at);
create trigger event_is_kept before update or delete or truncate on event
  for each statement execute function forbid_removal();
comment on table event is 'one row for each thing done to a case; appended in the transaction that did it, never changed';
comment on column event.event_id is 'UUIDv7';
comment on column event.subject_kind is 'what kind of case, such as naming_case';
comment on column event.subject_id is 'which case';
comment on column event.position is 'place among the events of the case, from 1, without gaps';
comment on column event.at is 'instant';
comment on column event.actor is 'log-in name, "operator" or "public"';
comment on column event.actor_id is 'account of the actor; null for operator and public';
comment on column event.kind is 'the action, such as submit';
comment on column event.from_state is 'state of the case before; null when it began';
comment on column event.to_state is 'state of the case afterwards; the same as before when the action changes none';
comment on column event.facts is 'what was said and decided, JSON text as it went into the digest';
comment on column event.previous_digest is 'digest of the event before, empty for the first';
comment on column event.digest is 'SHA-256 over previous digest and all that stands here (src/records/chain.rs)';

create table stored_file (
  digest  bytea  primary key,
  size    bigint not null,
  content bytea  not null,
  constraint stored_file_digest_form check (octet_length(digest) = 32),
  constraint stored_file_size check (size = octet_length(content) and size > 0)
);
comment on table stored_file is 'papers under their SHA-256; the same paper is kept once';
comment on column stored_file.digest is 'SHA-256 of the content';
comment on column stored_file.size is 'bytes';
comment on column stored_file.content is 'the bytes as they came';

create table attachment (
  attachment_id uuid        primary key,
  subject_kind  text        not null,
  subject_id    uuid        not null,
  kind          text        not null,
  title         text        not null,
  media_type    text        not null,
  digest        bytea       not null references stored_file,
  added_by      text        not null,
  added_at      timestamptz not null,
  constraint attachment_title_form check (length(title) between 1 and 200)
);
create index attachment_by_subject on attachment (subject_kind, subject_id, attachment_id);
create trigger attachment_is_kept before update or delete or truncate on attachment
  for each statement execute function forbid_removal();
comment on table attachment is 'a paper that belongs to a case; a better one is added beside it, none is taken away';
comment on column attachment.attachment_id is 'UUIDv7';
comment on column attachment.subject_kind is 'what kind of case, such as naming_case';
comment on column attachment.subject_id is 'which case';
comment on column attachment.kind is 'what the paper is, such as application or argumentation_report';
comment on column attachment.title is 'what people call it';
comment on column attachment.media_type is 'media type, as found in the bytes';
comment on column attachment.digest is 'SHA-256 of the content';
comment on column attachment.added_by is 'log-in name';
comment on column attachment.added_at is 'instant';
