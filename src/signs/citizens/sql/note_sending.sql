-- signs.note_sending
insert into personal.report_sending (sign_id, address, at) values ($1, $2, $3)
