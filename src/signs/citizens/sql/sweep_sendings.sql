-- signs.sweep_sendings
delete from personal.report_sending where at <= $1
