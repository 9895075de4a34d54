-- naming.insert_impact
insert into naming_impact (impact_id, case_id, stage, at, result) values ($1, $2, $3, $4, $5)
