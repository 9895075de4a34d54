-- verification.forget_checks
-- $1 check that is over  $2 instant before which nobody waits any more
delete from index_check where check_id = $1::uuid or asked_at < $2::timestamptz
