-- publications.note_sending
insert into personal.opinion_sending (publication_id, address, at) values ($1, $2, $3)
