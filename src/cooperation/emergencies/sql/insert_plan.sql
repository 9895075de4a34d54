-- cooperation.insert_plan
insert into emergency_plan (plan_id, plan_number, neighbour_code, title, edition, headquarters, grades, final_report_days,
                            valid_from, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
