-- obligations.set_due
update obligation set due_on = $2, due_is_certain = $3 where obligation_id = $1
