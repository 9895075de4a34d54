-- inspections.lock_inspection
-- $1 inspection
select from joint_inspection where inspection_id = $1 for update
