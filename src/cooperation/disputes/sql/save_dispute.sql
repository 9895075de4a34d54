-- cooperation.save_dispute
update dispute
   set state = $2, track = $3, responded_at = $4, department = $5, settled_on = $6, settlement = $7, ended_on = $8,
       version = version + 1
 where dispute_id = $1
returning version
