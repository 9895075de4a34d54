-- signs.reporter
select name, phone, email, erased_at, erased_by, erase_reason from personal.damage_reporter where report_id = $1
