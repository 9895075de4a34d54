-- Accounts: who may work with the register, how they prove it, and what happened to each account.
--
-- No secret can be read here: passwords are Argon2id, session and token secrets SHA-256 of 32 random bytes.
-- Accounts are not facts of the register, so they have no second clock; account_event remembers instead.

create type account_role as enum (
  'township_clerk', 'naming_officer', 'field_crew', 'boundary_officer', 'leader', 'archivist', 'auditor', 'admin',
  'neighbour'
);

create table user_account (
  user_id       uuid         primary key,
  login         text         not null,
  display_name  text         not null,
  role          account_role not null,
  township_code text,
  password_hash text         not null,
  created_at    timestamptz  not null,
  disabled_at   timestamptz,
  constraint user_account_login_unique unique (login),
  constraint user_account_login_form check (login ~ '^[a-z0-9._-]{2,40}$'),
  constraint user_account_display_name_form check (length(display_name) between 1 and 60),
  constraint user_account_township_form check (township_code ~ '^[0-9]{9}$'),
  constraint user_account_township_of_clerk check (township_code is null or role = 'township_clerk'),
  constraint user_account_password_is_hashed check (password_hash like '$argon2id$%')
);
create index user_account_by_role on user_account (role) where disabled_at is null;
create trigger user_account_is_kept before delete or truncate on user_account
  for each statement execute function forbid_removal();
comment on table user_account is 'one row for each person; disabled, never deleted, so that a login always means the same person';
comment on column user_account.user_id is 'UUIDv7';
comment on column user_account.login is 'log-in name; also the actor in commit_log and in all records';
comment on column user_account.display_name is 'name shown to colleagues';
comment on column user_account.role is 'what the person may do; one role for each account';
comment on column user_account.township_code is 'GB/T 10114, 9 digits: the one township of a township clerk; null means none yet';
comment on column user_account.password_hash is 'Argon2id in PHC string form, salt and cost included';
comment on column user_account.created_at is 'instant';
comment on column user_account.disabled_at is 'instant from which the account opens nothing; null while it is in use';

create table user_session (
  session_digest bytea       primary key,
  user_id        uuid        not null references user_account,
  opened_at      timestamptz not null,
  last_seen_at   timestamptz not null,
  ended_at       timestamptz,
  constraint user_session_digest_form check (octet_length(session_digest) = 32),
  constraint user_session_order check (opened_at <= last_seen_at)
);
create index user_session_by_user on user_session (user_id) where ended_at is null;
comment on table user_session is 'one row for each log-in; how long a session lives is decided by the program';
comment on column user_session.session_digest is 'SHA-256 of the 32 bytes in the cookie';
comment on column user_session.user_id is 'whose session';
comment on column user_session.opened_at is 'instant of the log-in; the absolute life counts from here';
comment on column user_session.last_seen_at is 'instant of the last request, to the minute; the idle time counts from here';
comment on column user_session.ended_at is 'instant of log-out, new password or disabling; null while it may be used';

create type token_scope as enum ('read', 'write');

create table api_token (
  token_id     uuid          primary key,
  token_digest bytea         not null,
  user_id      uuid          not null references user_account,
  name         text          not null,
  scopes       token_scope[] not null,
  created_at   timestamptz   not null,
  expires_at   timestamptz   not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  constraint api_token_digest_unique unique (token_digest),
  constraint api_token_digest_form check (octet_length(token_digest) = 32),
  constraint api_token_name_form check (length(name) between 1 and 60),
  constraint api_token_scopes_named check (cardinality(scopes) > 0),
  constraint api_token_expires check (expires_at > created_at and expires_at <= created_at + interval '1 year')
);
create index api_token_by_user on api_token (user_id);
create trigger api_token_is_kept before delete or truncate on api_token
  for each statement execute function forbid_removal();
comment on table api_token is 'bearer tokens of programs; each acts for its owner and never with more rights';
comment on column api_token.token_id is 'UUIDv7';
comment on column api_token.token_digest is 'SHA-256 of the 32 bytes in the token';
comment on column api_token.user_id is 'the owner, with whose role the token acts';
comment on column api_token.name is 'what the owner calls it';
comment on column api_token.scopes is 'read: safe methods; write: the others';
comment on column api_token.created_at is 'instant';
comment on column api_token.expires_at is 'instant from which it opens nothing; at most a year after it was made';
comment on column api_token.last_used_at is 'instant of the last request, to the minute; null when never used';
comment on column api_token.revoked_at is 'instant from which it opens nothing any more; null while it may be used';

create type account_event_kind as enum (
  'created', 'disabled', 'enabled', 'logged_in', 'login_failed', 'logged_out', 'password_changed', 'token_made',
  'token_revoked'
);

create table account_event (
  event_id bigint             generated always as identity primary key,
  at       timestamptz        not null,
  kind     account_event_kind not null,
  login    text,
  address  inet,
  actor    text               not null,
  constraint account_event_login_form check (login ~ '^[a-z0-9._-]{2,40}$')
);
create index account_event_failed_by_login on account_event (login, at) where kind = 'login_failed';
create index account_event_failed_by_address on account_event (address, at) where kind = 'login_failed';
create index account_event_logged_in on account_event (login, at) where kind = 'logged_in';
create trigger account_event_is_kept before update or delete or truncate on account_event
  for each statement execute function forbid_removal();
comment on table account_event is 'what happened to accounts; also what log-in throttling counts, so that instances share it';
comment on column account_event.event_id is 'in order of writing';
comment on column account_event.at is 'instant';
comment on column account_event.kind is 'what happened';
comment on column account_event.login is 'log-in name concerned; it need not exist for a failed log-in; null when what was typed cannot be a log-in name';
comment on column account_event.address is 'address of the client, where one is known';
comment on column account_event.actor is 'log-in name of who did it, "operator" for the command line, "public" before a log-in succeeds';
