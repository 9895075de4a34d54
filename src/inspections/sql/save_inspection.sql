-- inspections.save_inspection
-- $1 inspection  $2 state  $3 day of filing  $4 volume of the archives  $5 why it was cancelled
update joint_inspection
   set state = $2, filed_on = $3, volume_id = $4, cancel_reason = $5, version = version + 1
 where inspection_id = $1
returning version
