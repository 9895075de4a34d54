-- publications.insert_contact
insert into personal.opinion_contact (opinion_id, name, phone, email) values ($1, $2, $3, $4)
