-- signs.public_updates
-- $1 numbers of reports  $2 from  $3 before  $4 limit
select u.event_id, u.at, u.from_state is null or u.from_state <> u.to_state::text as is_step, u.to_state, u.report_number, u.outcome
  from published_report_update u
 where ($1::text[] is null or u.report_number = any ($1))
   and ($2::timestamptz is null or u.at >= $2)
   and ($3::timestamptz is null or u.at < $3)
 order by u.at desc, u.report_number, u.position desc
 limit $4
