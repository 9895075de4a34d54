-- boundaries.save_line
-- $1 line  $2 state  $3 agreement number  $4 agreed on  $5 approving authority  $6 approval number  $7 approved on
-- $8 published on  $9 ended on  $10 description  $11 length m
update boundary_line
   set state = $2, agreement_number = $3, agreed_on = $4, approving_authority = $5, approval_number = $6, approved_on = $7,
       published_on = $8, ended_on = $9, alignment = $10, length_m = $11
 where line_id = $1
