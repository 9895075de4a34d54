-- signs.erase_reporter
update personal.damage_reporter
   set name = null, phone = null, email = null, erased_by = $2, erased_at = $3, erase_reason = $4
 where report_id = $1 and erased_at is null
