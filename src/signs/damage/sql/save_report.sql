-- signs.save_report
-- $1 report  $2 state  $3 damage  $4 severity  $5 sign  $6 face  $7 same as  $8 forwarded to  $9 order  $10 ended on
-- $11 township
update damage_report
   set state = $2, damage = $3, severity = $4, sign_id = $5, face_id = $6, same_as = $7, forwarded_to = $8, order_id = $9,
       ended_on = $10, township_code = $11, version = version + 1
 where report_id = $1
returning version
