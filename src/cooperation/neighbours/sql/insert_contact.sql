-- cooperation.insert_contact
insert into personal.neighbour_contact (contact_id, neighbour_code, name, unit, duty, office_phone, confirmed_on)
values ($1, $2, $3, $4, $5, $6, $7)
