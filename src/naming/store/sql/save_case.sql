-- naming.save_case
-- $1 case  $2 state  $3 since  $4 suspended from  $5 objection upheld  $6 notice  $7 title  $8 applicant  $9 township
-- $10 reasons
update naming_case
   set state = $2, since = $3, suspended_from = $4, objection_upheld = $5, notice_id = $6, title = $7, applicant = $8,
       township_code = $9, reasons = $10, version = version + 1
 where case_id = $1
returning version
