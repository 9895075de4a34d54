-- naming.case
select case_id, case_number, type, state, since, suspended_from, objection_upheld, notice_id, version, title, applicant,
       township_code, reasons, created_by, created_at,
       exists (select from naming_decision d where d.case_id = c.case_id and d.outcome = 'approved') as has_approved
  from naming_case c where case_id = $1
