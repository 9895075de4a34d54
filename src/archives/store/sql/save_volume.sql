-- archives.save_volume
-- $1 volume  $2 class  $3 title  $4 year  $5 line  $6 retention  $7 secrecy  $8 office code  $9 remark  $10 catalogue number
-- $11 box  $12 shelf  $13 state  $14 arranged by  $15 checked by  $16 receiver  $17 handed over on
update archive_volume
   set class = $2, title = $3, year = $4, line_id = $5, retention = $6, secrecy = $7, office_code = $8, remark = $9,
       catalogue_number = $10, box = $11, shelf = $12, state = $13, arranged_by = $14, checked_by = $15, receiver = $16,
       handed_over_on = $17, version = version + 1
 where volume_id = $1
