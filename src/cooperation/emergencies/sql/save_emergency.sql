-- cooperation.save_emergency
update emergency
   set state = $2, level = $3, latest_at = $4, ended_at = $5, first_report_due = $6, first_report_at = $7,
       final_report_due = $8, final_report_at = $9, aftercare = $10, review = $11, version = version + 1
 where emergency_id = $1
returning version
