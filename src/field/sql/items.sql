-- field.items
-- $1 ids  $2 states  $3 account  $4 subject  $5 before this arrival  $6 limit
select i.item_id, i.arrival, i.kind, i.state, i.user_id, u.login, u.role::text as role, i.device, i.content, i.digest, i.base_version, i.after,
       i.captured_at, i.clock_shift_s, i.received_at, i.subject_kind, i.subject_id, i.subject_version, i.problem, i.settled_by,
       i.settled_at, i.settle_reason
  from field_item i join user_account u using (user_id)
 where ($1::uuid[] is null or i.item_id = any ($1))
   and ($2::field_item_state[] is null or i.state = any ($2))
   and ($3::uuid is null or i.user_id = $3)
   and ($4::uuid is null or i.subject_id = $4)
   and ($5::bigint is null or i.arrival < $5)
 order by i.arrival desc
 limit $6
