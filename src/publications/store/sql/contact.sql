-- publications.contact
select name, phone, email, erased_at, erased_by, erase_reason from personal.opinion_contact where opinion_id = $1
