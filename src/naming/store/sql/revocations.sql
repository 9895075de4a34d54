-- naming.revocations
select decision_id, naming_revocation.authority, naming_revocation.document_number, revoked_on, reason,
       naming_revocation.announcement_id, naming_revocation.announced_on
  from naming_revocation
  join naming_decision using (decision_id)
 where case_id = $1
 order by decision_id
