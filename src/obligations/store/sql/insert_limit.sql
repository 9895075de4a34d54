-- obligations.insert_limit
insert into time_limit (time_limit_id, kind, days, day_count, starts_from, basis, is_statutory, valid_from, set_by, set_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
