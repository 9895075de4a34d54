-- publications.erase_contact
update personal.opinion_contact
   set name = null, phone = null, email = null, erased_by = $2, erased_at = $3, erase_reason = $4
 where opinion_id = $1 and erased_at is null
