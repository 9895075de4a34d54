-- cooperation.insert_emergency_entry
insert into emergency_entry (emergency_id, position, kind, at, text, recipient, document_number, entered_by, entered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
