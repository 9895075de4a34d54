-- verification.begin_answer
-- $1 check  $2 instance  $3 runs in its index
insert into index_check_answer (check_id, instance, of_all) values ($1::uuid, $2::text, $3::bigint)
