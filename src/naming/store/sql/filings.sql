-- naming.filings
select f.decision_id, f.state, f.receiver, f.sent_on, f.supplement, f.supplement_on, f.filed_on, f.receipt_number,
       f.package_digest
  from naming_filing f join naming_decision d using (decision_id) where d.case_id = $1 order by f.decision_id
