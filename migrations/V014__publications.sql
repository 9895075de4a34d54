-- Public notices 公示 and announcements 公告, and what citizens say to them.
--
-- What is published is frozen: its bytes, their digest and everything that they were made from. A change is another
-- publication that follows the first. Who a citizen is stands apart (schema personal), so that it can be erased while
-- opinion, answer and seal stay as they are.

create type publication_kind as enum ('public_notice', 'announcement');
create type publication_state as enum ('draft', 'signed', 'published', 'sealed', 'ended_early');
create type opinion_stance as enum ('support', 'object', 'comment');
create type opinion_channel as enum ('web', 'letter', 'phone', 'visit');
create type opinion_outcome as enum ('adopted', 'partly_adopted', 'not_adopted', 'upheld', 'noted');

create table publication_counter (
  kind publication_kind not null,
  year integer          not null,
  last integer          not null,
  primary key (kind, year),
  constraint publication_counter_form check (year between 1949 and 9999 and last > 0)
);
comment on table publication_counter is 'the last number given out; its row is locked until the publication that took it is committed';
comment on column publication_counter.kind is 'notices and announcements are numbered apart';
comment on column publication_counter.year is 'civil year of the office in which it was published';
comment on column publication_counter.last is 'the last number given out in that year';

create table publication (
  publication_id  uuid              primary key,
  kind            publication_kind  not null,
  state           publication_state not null,
  subject         uuid              not null,
  part            uuid,
  follows         uuid              references publication,
  title           text              not null,
  document_number text,
  body            text[]            not null,
  items           jsonb             not null,
  objection       text[]            not null,
  issued_by       text              not null,
  starts_on       date,
  ends_on         date,
  prepared_by     text[]            not null,
  drafted_at      timestamptz       not null,
  signed_by       text,
  signed_at       timestamptz,
  published_by    text,
  published_at    timestamptz,
  published_on    date,
  number          text,
  content         text,
  content_digest  text,
  received_count  integer           not null default 0,
  closed_by       text,
  closed_at       timestamptz,
  end_reason      text,
  counts          jsonb,
  seal            text,
  seal_digest     text,
  synced_on       date,
  channels        jsonb,
  constraint publication_number_unique unique (number),
  constraint publication_number_form check (number ~ '^G[SG]-[0-9]{4}-[0-9]{4,}$'),
  constraint publication_title_form check (length(title) between 1 and 200),
  constraint publication_items_are_a_list check (jsonb_typeof(items) = 'array'),
  constraint publication_is_prepared check (cardinality(prepared_by) > 0),
  constraint publication_follows_another check (follows <> publication_id),
  constraint publication_four_eyes check (signed_by <> all (prepared_by)),
  constraint publication_period_order check (ends_on >= starts_on),
  constraint publication_period_of_notice check (kind = 'public_notice' or (starts_on is null and ends_on is null)),
  constraint publication_notice_has_period
    check (published_at is null or kind = 'announcement' or (starts_on is not null and ends_on is not null)),
  constraint publication_signed_whole check (num_nulls(signed_by, signed_at) in (0, 2)),
  constraint publication_published_whole
    check (num_nulls(published_by, published_at, published_on, number, content, content_digest) in (0, 6)),
  constraint publication_closed_whole check (num_nulls(closed_by, closed_at, counts) in (0, 3)),
  constraint publication_stage check (case state
    when 'draft'       then signed_at is null     and published_at is null
    when 'signed'      then signed_at is not null and published_at is null
    else                    signed_at is not null and published_at is not null end),
  constraint publication_closed_in_state check ((state in ('sealed', 'ended_early')) = (closed_at is not null)),
  constraint publication_closing_of_notice check (closed_at is null or kind = 'public_notice'),
  constraint publication_sealed_whole
    check ((state = 'sealed') = (seal is not null) and (state = 'sealed') = (seal_digest is not null)),
  constraint publication_early_has_reason check ((state = 'ended_early') = (end_reason is not null)),
  constraint publication_synced check (num_nulls(synced_on, channels) in (0, 2)),
  constraint publication_synced_announcement
    check (synced_on is null or (kind = 'announcement' and state = 'published')),
  constraint publication_digest_form check (content_digest ~ '^[0-9a-f]{64}$' and seal_digest ~ '^[0-9a-f]{64}$')
);
create index publication_by_subject on publication (subject, drafted_at);
create index publication_by_day on publication (published_at desc, publication_id desc) where published_at is not null;
create index publication_by_follows on publication (follows) where follows is not null;
create trigger publication_is_kept before delete or truncate on publication
  for each statement execute function forbid_removal();
comment on table publication is 'a public notice (before approval, asks for opinions) or an announcement (R753 art. 14)';
comment on column publication.publication_id is 'UUIDv7';
comment on column publication.subject is 'the case that it is about; this part of the program does not know cases';
comment on column publication.part is 'the decision within the case that is announced; null for the whole case';
comment on column publication.follows is 'the publication that it takes the place of';
comment on column publication.document_number is 'number of the document, such as 天民政公〔2023〕7号';
comment on column publication.body is 'paragraphs';
comment on column publication.items is 'the names with their attributes, see src/publications/item.rs; geometry is GeoJSON in EPSG:4490, longitude first';
comment on column publication.objection is 'how and where to object, paragraphs: address, person, telephone of the office';
comment on column publication.issued_by is 'the issuing body';
comment on column publication.starts_on is 'first day of the period, civil day of the office; notices only';
comment on column publication.ends_on is 'last day of the period, included';
comment on column publication.prepared_by is 'log-in names of all who wrote on the draft; none of them may sign it';
comment on column publication.drafted_at is 'instant of the last change to the draft';
comment on column publication.signed_by is 'log-in name of the leader who signed';
comment on column publication.signed_at is 'instant';
comment on column publication.published_by is 'log-in name';
comment on column publication.published_at is 'instant';
comment on column publication.published_on is 'civil day of the office on which it was published';
comment on column publication.number is 'public number: GS (公示) or GG (公告), year, running number';
comment on column publication.content is 'the frozen content: JSON, these very bytes in UTF-8 are what the digest is of';
comment on column publication.content_digest is 'SHA-256 of content, hexadecimal';
comment on column publication.received_count is 'opinions received so far, also those never confirmed; the last receipt number';
comment on column publication.closed_by is 'log-in name of who sealed it or ended it early';
comment on column publication.closed_at is 'instant';
comment on column publication.end_reason is 'why it ended before its time: an objection was upheld, the case withdrawn, another notice took its place';
comment on column publication.counts is 'opinions by stance and by outcome when it was closed';
comment on column publication.seal is 'the frozen record of the closing: content digest, counts, digest, summary and answer of every opinion';
comment on column publication.seal_digest is 'SHA-256 of seal, hexadecimal';
comment on column publication.synced_on is 'civil day on which the announcement was entered in the national place-name base';
comment on column publication.channels is 'where it was announced, with evidence: list of {channel, address, on}';

-- What is signed is not changed, what is published is never changed, and states follow one another as they may.
create function keep_publication() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (
       (old.kind, old.subject, old.part, old.follows, old.title, old.document_number, old.body, old.items,
        old.objection, old.issued_by, old.starts_on, old.ends_on, old.prepared_by, old.drafted_at)
       is distinct from
       (new.kind, new.subject, new.part, new.follows, new.title, new.document_number, new.body, new.items,
        new.objection, new.issued_by, new.starts_on, new.ends_on, new.prepared_by, new.drafted_at))
     or old.published_at is not null and (
       (old.signed_by, old.signed_at, old.published_by, old.published_at, old.published_on, old.number, old.content,
        old.content_digest)
       is distinct from
       (new.signed_by, new.signed_at, new.published_by, new.published_at, new.published_on, new.number, new.content,
        new.content_digest))
     or old.closed_at is not null and (
       (old.closed_by, old.closed_at, old.end_reason, old.counts, old.seal, old.seal_digest, old.received_count)
       is distinct from
       (new.closed_by, new.closed_at, new.end_reason, new.counts, new.seal, new.seal_digest, new.received_count))
     or old.synced_on is not null and (old.synced_on, old.channels) is distinct from (new.synced_on, new.channels)
  then
    raise exception 'what is signed or published is frozen: write another that follows it'
      using errcode = 'restrict_violation', constraint = 'publication_is_frozen';
  end if;
  if old.state <> new.state and (old.state, new.state) not in (
       ('draft', 'signed'), ('signed', 'draft'), ('signed', 'published'), ('published', 'sealed'),
       ('published', 'ended_early'))
  then
    raise exception '% does not become %', old.state, new.state
      using errcode = 'restrict_violation', constraint = 'publication_state_order';
  end if;
  return new;
end $$;
create trigger publication_is_frozen before update on publication
  for each row execute function keep_publication();

-- What the public may see; a draft has no row here.
create view published_notice as
  select publication_id, kind, state, follows, number, title, body, issued_by, starts_on, ends_on, published_at,
         published_on, content, content_digest, closed_at, end_reason, counts, seal, seal_digest, synced_on, channels,
         jsonb_array_length(items) as item_count,
         (select later.number from publication later
           where later.follows = publication.publication_id and later.published_at is not null
           order by later.published_at limit 1) as followed_by
    from publication
   where published_at is not null;
comment on view published_notice is 'the one door of the public to notices and announcements';

create table opinion (
  opinion_id     uuid            primary key,
  publication_id uuid            not null references publication,
  receipt        text            not null,
  code_digest    bytea           not null,
  item_id        uuid,
  stance         opinion_stance  not null,
  text           text            not null,
  channel        opinion_channel not null,
  entered_by     text            not null,
  received_at    timestamptz     not null,
  digest         text            not null,
  confirm_until  timestamptz,
  confirm_digest bytea,
  confirmed_at   timestamptz,
  is_counted     boolean         not null generated always as (confirm_until is null or confirmed_at is not null) stored,
  constraint opinion_receipt_unique unique (receipt),
  constraint opinion_text_form check (length(text) between 1 and 4000),
  constraint opinion_code_form check (octet_length(code_digest) = 32 and octet_length(confirm_digest) = 32),
  constraint opinion_digest_form check (digest ~ '^[0-9a-f]{64}$'),
  constraint opinion_confirmed_of_asked check (num_nulls(confirm_until, confirm_digest) in (0, 2)),
  constraint opinion_confirmed_in_time check (confirmed_at <= confirm_until),
  constraint opinion_confirmed_by_web check (confirm_until is null or channel = 'web')
);
create index opinion_by_publication on opinion (publication_id, opinion_id);
create index opinion_unconfirmed on opinion (confirm_until) where not is_counted;
comment on table opinion is 'what somebody says to a public notice; who said it stands in personal.opinion_contact';
comment on column opinion.opinion_id is 'UUIDv7';
comment on column opinion.receipt is 'number of the notice and running number, told to who sent it';
comment on column opinion.code_digest is 'SHA-256 of the code with which the sender reads the answer';
comment on column opinion.item_id is 'the name of the notice that it is about; null for the notice as a whole';
comment on column opinion.text is 'as it was sent; never public, the answer holds a summary for the public';
comment on column opinion.channel is 'web: sent by the citizen; the others are entered by an officer';
comment on column opinion.entered_by is 'log-in name, "public" for the citizen';
comment on column opinion.received_at is 'instant';
comment on column opinion.digest is 'SHA-256 of receipt, item, stance, text, channel and instant as JSON, hexadecimal; the seal holds it';
comment on column opinion.confirm_until is 'instant until which it must be confirmed; null where no confirmation is asked for';
comment on column opinion.confirm_digest is 'SHA-256 of the code that was sent by mail';
comment on column opinion.confirmed_at is 'instant; until then it does not count and needs no answer';
comment on column opinion.is_counted is 'whether it needs an answer';

create table opinion_answer (
  answer_id   bigint          generated always as identity primary key,
  opinion_id  uuid            not null references opinion,
  outcome     opinion_outcome not null,
  summary     text            not null,
  text        text            not null,
  digest      text            not null,
  answered_by text            not null,
  answered_at timestamptz     not null,
  constraint opinion_answer_text_form check (length(text) between 1 and 4000),
  constraint opinion_answer_summary_form check (length(summary) between 1 and 500),
  constraint opinion_answer_digest_form check (digest ~ '^[0-9a-f]{64}$')
);
create index opinion_answer_by_opinion on opinion_answer (opinion_id, answer_id desc);
create trigger opinion_answer_is_kept before update or delete or truncate on opinion_answer
  for each statement execute function forbid_removal();
comment on table opinion_answer is 'answers of the office; the last one holds, those before it stay';
comment on column opinion_answer.answer_id is 'in order of writing: the last one holds';
comment on column opinion_answer.opinion_id is 'what is answered';
comment on column opinion_answer.outcome is 'upheld: the objection holds and the names go back to the experts';
comment on column opinion_answer.summary is 'the opinion in the words of the office, without personal data; public once the notice is sealed';
comment on column opinion_answer.text is 'the answer; public once the notice is sealed';
comment on column opinion_answer.digest is 'SHA-256 of outcome, summary, text and instant as JSON, hexadecimal';
comment on column opinion_answer.answered_by is 'log-in name';
comment on column opinion_answer.answered_at is 'instant';

-- An opinion stays as it came; only its confirmation is written later, and what was never confirmed is swept.
create function keep_opinion() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.is_counted then
      raise exception 'opinions are kept' using errcode = 'restrict_violation', constraint = 'opinion_is_kept';
    end if;
    return old;
  end if;
  if old.confirmed_at is not null
     or (old.opinion_id, old.publication_id, old.receipt, old.code_digest, old.item_id, old.stance, old.text,
         old.channel, old.entered_by, old.received_at, old.digest, old.confirm_until, old.confirm_digest)
        is distinct from
        (new.opinion_id, new.publication_id, new.receipt, new.code_digest, new.item_id, new.stance, new.text,
         new.channel, new.entered_by, new.received_at, new.digest, new.confirm_until, new.confirm_digest)
  then
    raise exception 'opinions are kept' using errcode = 'restrict_violation', constraint = 'opinion_is_kept';
  end if;
  return new;
end $$;
create trigger opinion_is_kept before update or delete on opinion for each row execute function keep_opinion();

create schema personal;
comment on schema personal is 'data of citizens: never in a public answer, erasable, no part of any digest';

create table personal.opinion_contact (
  opinion_id   uuid primary key references opinion on delete cascade,
  name         text,
  phone        text,
  email        text,
  erased_at    timestamptz,
  erased_by    text,
  erase_reason text,
  constraint opinion_contact_reachable
    check (erased_at is not null or (name is not null and num_nonnulls(phone, email) > 0)),
  constraint opinion_contact_erased_whole check (num_nulls(erased_at, erased_by, erase_reason) in (0, 3)),
  constraint opinion_contact_erased_empty check (erased_at is null or num_nonnulls(name, phone, email) = 0)
);
comment on table personal.opinion_contact is 'who sent an opinion and how to reach that person';
comment on column personal.opinion_contact.name is 'as given; null once erased';
comment on column personal.opinion_contact.phone is 'as given; null once erased';
comment on column personal.opinion_contact.email is 'as given; null once erased';
comment on column personal.opinion_contact.erased_at is 'instant at which the data was erased';
comment on column personal.opinion_contact.erased_by is 'log-in name of who erased it';
comment on column personal.opinion_contact.erase_reason is 'why, in words without personal data';

create table personal.opinion_sending (
  publication_id uuid        not null references publication,
  address        inet,
  at             timestamptz not null
);
create index opinion_sending_by_address on personal.opinion_sending (address, at);
create index opinion_sending_by_publication on personal.opinion_sending (publication_id, at);
create index opinion_sending_by_age on personal.opinion_sending (at);
comment on table personal.opinion_sending is 'what throttling of opinions counts; swept when it counts no more';
comment on column personal.opinion_sending.address is 'address of the client; null where none is known';
comment on column personal.opinion_sending.at is 'instant';

create table personal.outgoing_mail (
  mail_id     uuid        primary key,
  opinion_id  uuid        not null references opinion on delete cascade,
  recipient   text        not null,
  subject     text        not null,
  body        text        not null,
  made_at     timestamptz not null,
  attempts    integer     not null default 0,
  due_at      timestamptz not null
);
create index outgoing_mail_by_due on personal.outgoing_mail (due_at);
comment on table personal.outgoing_mail is 'mail written by a committed transaction and not yet sent; a row goes when its mail has gone';
comment on column personal.outgoing_mail.recipient is 'e-mail address';
comment on column personal.outgoing_mail.made_at is 'instant';
comment on column personal.outgoing_mail.attempts is 'how often sending failed';
comment on column personal.outgoing_mail.due_at is 'instant of the next attempt';
