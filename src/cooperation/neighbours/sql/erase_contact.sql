-- cooperation.erase_contact
-- $1 contact  $2 by  $3 at  $4 reason  $5 today
update personal.neighbour_contact
   set name = null, duty = null, office_phone = null, erased_by = $2, erased_at = $3, erase_reason = $4,
       ended_on = coalesce(ended_on, $5)
 where contact_id = $1
