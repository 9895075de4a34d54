-- naming.decisions
select decision_id, outcome, authority, authority_kind, document_number, decided_on, entered_at, announcement_id,
       announced_on
  from naming_decision where case_id = $1 order by decision_id
