-- archives.change_item
-- $1 item  $2 type  $3 document number  $4 author  $5 title  $6 day  $7 secrecy  $8 pages  $9 sealed  $10 signed  $11 remark
update archive_item
   set item_type = $2, document_number = $3, author = $4, title = $5, dated_on = $6, secrecy = $7, pages = $8, sealed = $9,
       signed = $10, remark = $11
 where item_id = $1
