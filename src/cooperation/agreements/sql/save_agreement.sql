-- cooperation.save_agreement
update peace_agreement
   set line_id = $2, title = $3, level = $4, parties = $5, text = $6, valid_from = $7, valid_to = $8, renews = $9,
       version = version + 1
 where agreement_id = $1
