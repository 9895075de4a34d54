-- cooperation.save_bulletin
update bulletin
   set state = $2, received_by = $3, received_on = $4, reply = $5, replied_by = $6, replied_on = $7, version = version + 1
 where bulletin_id = $1
returning version
