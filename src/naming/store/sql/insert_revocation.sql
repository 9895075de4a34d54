-- naming.insert_revocation
insert into naming_revocation (decision_id, authority, document_number, revoked_on, reason) values ($1, $2, $3, $4, $5)
