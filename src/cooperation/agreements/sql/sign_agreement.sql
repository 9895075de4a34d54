-- cooperation.sign_agreement
-- $1 agreement  $2 day  $3 account  $4 who signed for the neighbour  $5 number of the paper
update peace_agreement
   set signed_on = $2, signed_by = $3, their_signatory = $4, document_number = $5, version = version + 1
 where agreement_id = $1
