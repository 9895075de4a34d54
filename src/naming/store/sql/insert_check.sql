-- naming.insert_check
insert into naming_check (check_id, case_id, stage, rules_on, at, actor, data_version, blocks, warnings, result)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
