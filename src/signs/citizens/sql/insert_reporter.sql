-- signs.insert_reporter
insert into personal.damage_reporter (report_id, name, phone, email) values ($1, $2, $3, $4)
