-- naming.save_filing
-- $1 decision  $2 state  $3 receiver  $4 sent on  $5 supplement  $6 of which day  $7 filed on  $8 receipt  $9 digest
update naming_filing
   set state = $2, receiver = $3, sent_on = $4, supplement = $5, supplement_on = $6, filed_on = $7, receipt_number = $8,
       package_digest = coalesce($9, package_digest)
 where decision_id = $1
