-- archives.take_back
-- $1 borrowing  $2 returned on  $3 to  $4 condition  $5 note
update archive_borrowing
   set returned_on = $2, returned_to = $3, condition = $4, note = $5, version = version + 1
 where borrowing_id = $1
