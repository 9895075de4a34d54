-- cooperation.insert_decision
insert into meeting_decision (decision_id, meeting_id, position, text, owner, side, due_on)
values ($1, $2, $3, $4, $5, $6, $7)
