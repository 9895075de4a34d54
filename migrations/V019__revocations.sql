-- Revocations are announced, too (R753 art. 34, 36): an announcement of its own that follows the one that it undoes.

create type publication_succession as enum ('replaces', 'revokes');

alter table publication add column succession publication_succession;
update publication set succession = 'replaces' where follows is not null;
alter table publication
  add constraint publication_succession_of_follows check (num_nulls(follows, succession) in (0, 2)),
  add constraint publication_revokes_announcement check (succession <> 'revokes' or kind = 'announcement');
create unique index publication_revoked_once on publication (follows)
  where succession = 'revokes' and published_at is not null;
comment on column publication.follows is 'the publication that it takes the place of, or undoes';
comment on column publication.succession is 'replaces: takes the place of what it follows; revokes: makes known that the names of the announcement that it follows hold no more';
comment on column opinion_answer.text is 'the answer, told to who sent the opinion; never public';
comment on column publication.seal is 'the frozen record of the closing: content digest, counts, digest, summary, outcome and digest of the answer of every opinion';

-- As in V014, and what it does to the publication that it follows.
create or replace function keep_publication() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (
       (old.kind, old.subject, old.part, old.follows, old.succession, old.title, old.document_number, old.body, old.items,
        old.objection, old.issued_by, old.starts_on, old.ends_on, old.prepared_by, old.drafted_at)
       is distinct from
       (new.kind, new.subject, new.part, new.follows, new.succession, new.title, new.document_number, new.body, new.items,
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

-- As in V014, and by which announcement an announcement was revoked.
create or replace view published_notice as
  select publication_id, kind, state, follows, number, title, body, issued_by, starts_on, ends_on, published_at,
         published_on, content, content_digest, closed_at, end_reason, counts, seal, seal_digest, synced_on, channels,
         jsonb_array_length(items) as item_count,
         (select later.number from publication later
           where later.follows = publication.publication_id and later.succession = 'replaces'
             and later.published_at is not null
           order by later.published_at limit 1) as followed_by,
         (select later.number from publication later
           where later.follows = publication.publication_id and later.succession = 'revokes'
             and later.published_at is not null) as revoked_by
    from publication
   where published_at is not null;

create table naming_revocation (
  decision_id     uuid primary key references naming_decision,
  authority       text not null,
  document_number text not null,
  revoked_on      date not null,
  reason          text not null,
  announcement_id uuid,
  announced_on    date,
  constraint naming_revocation_announced check (announced_on is null or announcement_id is not null)
);
comment on table naming_revocation is 'decisions whose approval was undone (R753 art. 34, 36), and the announcement of that';
comment on column naming_revocation.decision_id is 'the decision that was undone';
comment on column naming_revocation.authority is 'who ordered the correction';
comment on column naming_revocation.document_number is 'by which document';
comment on column naming_revocation.revoked_on is 'civil day from which the names no longer hold';
comment on column naming_revocation.reason is 'why';
comment on column naming_revocation.announcement_id is 'the announcement of the revocation, which follows that of the decision';
comment on column naming_revocation.announced_on is 'civil day on which that was published';

-- What was revoked before stands in the event of it.
insert into naming_revocation (decision_id, authority, document_number, revoked_on, reason)
select decision_id, fact ->> 'authority', fact ->> 'document_number', (fact ->> 'revoked_on')::date, fact ->> 'reason'
  from naming_decision
  join event on subject_kind = 'naming_case' and subject_id = case_id and kind = 'revoke'
 cross join lateral (select facts::jsonb as fact) read
 where outcome = 'approved';
