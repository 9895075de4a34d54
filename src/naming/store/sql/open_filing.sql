-- naming.open_filing
-- $1 decision  $2 receiver
insert into naming_filing (decision_id, state, receiver) values ($1, 'due', $2)
