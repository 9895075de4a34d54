-- naming.name_holder
-- $1 scope  $2 folded name
select c.case_number, c.applicant
  from naming_reservation r join naming_item i using (item_id) join naming_case c using (case_id)
 where r.scope_key = $1 and r.name_key = $2 and r.released_at is null
