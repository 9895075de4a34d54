-- cooperation.confirm_contact
update personal.neighbour_contact set confirmed_on = $2 where contact_id = $1
