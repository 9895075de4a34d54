-- obligations.insert_obligation
insert into obligation (obligation_id, subject_kind, subject_id, part_id, kind, time_limit_id, township_code,
                        responsible, label, begins_on, due_on, due_is_certain)
values ($1, $2, $3, $4, $5, $6, $7, $8::text::account_role, $9, $10, $11, $12)
on conflict (subject_kind, subject_id, kind, part_id) where met_on is null and dropped_on is null do nothing
