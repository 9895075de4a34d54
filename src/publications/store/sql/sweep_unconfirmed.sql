-- publications.sweep_unconfirmed
delete from opinion where not is_counted and confirm_until < $1
