-- obligations.list
select obligation_id, subject_kind, subject_id, part_id, time_limit_id, kind, days, day_count, starts_from, basis, valid_from,
       valid_to, township_code, responsible::text as responsible, label, begins_on, due_on, due_is_certain, stopped_on,
       stop_reason, stopped_days, met_on, dropped_on, dropped_because, changed_at
  from obligation_standing
 where ($1::boolean or township_code = $2::text)
   and case $3::text
         when 'open' then met_on is null and dropped_on is null
         when 'met' then met_on is not null
         when 'dropped' then dropped_on is not null
         else true
       end
   and ($4::date is null or due_on < $4)
   and ($5::date is null or due_on > $5)
   and ($6::uuid is null or subject_id = $6)
   and ($7::limit_kind is null or kind = $7)
   and ($8::date is null or (due_on, obligation_id) > ($8, $9::uuid))
 order by due_on, obligation_id
 limit $10
