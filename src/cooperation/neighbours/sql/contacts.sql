-- cooperation.contacts
-- $1 code of the neighbour
select contact_id, name, unit, duty, office_phone, confirmed_on, ended_on, erased_by, erase_reason
  from personal.neighbour_contact
 where neighbour_code = $1
 order by ended_on nulls first, contact_id
