-- archives.insert_item
-- $1 item  $2 volume  $3 serial  $4 type  $5 document number  $6 author  $7 title  $8 day  $9 secrecy  $10 pages  $11 sealed
-- $12 signed  $13 remark  $14 by  $15 at
insert into archive_item
  (item_id, volume_id, serial, item_type, document_number, author, title, dated_on, secrecy, pages, sealed, signed, remark,
   added_by, added_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
