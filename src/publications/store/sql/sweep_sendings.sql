-- publications.sweep_sendings
delete from personal.opinion_sending where at <= $1
