-- verification.ask
-- $1 check  $2 now
insert into index_check (check_id, asked_at) values ($1::uuid, $2::timestamptz)
