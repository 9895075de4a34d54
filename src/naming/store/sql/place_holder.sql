-- naming.place_holder
-- $1 place
select c.case_number, c.applicant
  from naming_place_reservation r join naming_item i using (item_id) join naming_case c using (case_id)
 where r.place_id = $1 and r.released_at is null
