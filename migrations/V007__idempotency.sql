-- Answers to POSTs that carried an Idempotency-Key, written in the transaction of the write itself
-- (draft-ietf-httpapi-idempotency-key-header). Rows may be deleted after a day.

create table idempotent_answer (
  key_digest  bytea       primary key,
  fingerprint bytea       not null,
  created_at  timestamptz not null,
  status      smallint,
  location    text,
  etag        text,
  body        bytea,
  constraint idempotent_answer_digest_form check (octet_length(key_digest) = 32 and octet_length(fingerprint) = 32),
  constraint idempotent_answer_status_form check (status between 200 and 399)
);
create index idempotent_answer_by_age on idempotent_answer (created_at);
comment on table idempotent_answer is 'the answer to a write that may be asked for again with the same key; only successes';
comment on column idempotent_answer.key_digest is 'SHA-256 of caller and key; the key itself is not kept';
comment on column idempotent_answer.fingerprint is 'SHA-256 of key, method, address, caller and body: another request with the same key is refused';
comment on column idempotent_answer.created_at is 'instant of the first request';
comment on column idempotent_answer.status is 'status of the answer; null only inside the transaction that writes it';
comment on column idempotent_answer.location is 'Location header of the answer';
comment on column idempotent_answer.etag is 'ETag header of the answer';
comment on column idempotent_answer.body is 'body of the answer, JSON; null when it has none';
