-- obligations.meet
update obligation set met_on = $2 where obligation_id = $1
