-- publications.forget_mail_of_opinion
delete from personal.outgoing_mail where opinion_id = $1
