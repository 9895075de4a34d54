-- publications.contacts
select opinion_id, name, phone, email, erased_at, erased_by, erase_reason
  from personal.opinion_contact
  join opinion using (opinion_id)
 where publication_id = $1
