-- naming.insert_decision
insert into naming_decision (decision_id, case_id, outcome, authority, authority_kind, document_number, decided_on,
                             entered_by, entered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
