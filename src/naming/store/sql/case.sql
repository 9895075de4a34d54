-- naming.case
select case_id, case_number, type, state, since, suspended_from, objection_upheld, notice_id, version, title, applicant,
       township_code, reasons, created_by, created_at
  from naming_case where case_id = $1
