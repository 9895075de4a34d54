-- obligations.of_subject
select obligation_id, subject_kind, subject_id, part_id, time_limit_id, kind, days, day_count, starts_from, basis, valid_from,
       valid_to, township_code, responsible::text as responsible, label, begins_on, due_on, due_is_certain, stopped_on,
       stop_reason, stopped_days, met_on, dropped_on, dropped_because, changed_at
  from obligation_standing
 where subject_kind = $1 and subject_id = $2
 order by begins_on, kind, part_id, obligation_id
