-- custody.lock_defect
-- $1 defect
select from marker_defect where defect_id = $1 for update
