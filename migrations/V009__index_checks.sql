-- Asking every running instance whether its index says what the register says: a question, and an answer from each.
-- Neither is part of the register; whoever asked removes both.

create table index_check (
  check_id uuid        primary key,
  asked_at timestamptz not null
);
comment on table index_check is 'a question to all running instances: does your index say what the register says?';
comment on column index_check.asked_at is 'instant, by the clock of who asked';

create table index_check_answer (
  check_id uuid   not null references index_check on delete cascade,
  instance text   not null,
  compared bigint not null default 0,
  of_all   bigint not null,
  report   jsonb,
  primary key (check_id, instance)
);
comment on column index_check_answer.instance is 'where it listens, and its process id';
comment on column index_check_answer.compared is 'runs compared so far';
comment on column index_check_answer.of_all is 'runs that its index held when it began';
comment on column index_check_answer.report is 'what was found, by collection; null until it is done';
