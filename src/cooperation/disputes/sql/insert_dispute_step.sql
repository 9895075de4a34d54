-- cooperation.insert_dispute_step
insert into dispute_step (dispute_id, position, action, state, happened_on, people, document_number, text, entered_by,
                          entered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
