-- publications.insert_mail
insert into personal.outgoing_mail (mail_id, opinion_id, recipient, subject, body, made_at, due_at)
values ($1, $2, $3, $4, $5, $6, $6)
