-- naming.insert_case
insert into naming_case (case_id, case_number, type, state, since, title, applicant, township_code, reasons, created_by,
                         created_at)
values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10)
