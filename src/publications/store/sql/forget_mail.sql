-- publications.forget_mail
delete from personal.outgoing_mail where mail_id = $1
