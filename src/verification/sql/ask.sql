-- verification.ask
-- $1 check
insert into index_check (check_id) values ($1::uuid)
