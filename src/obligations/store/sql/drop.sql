-- obligations.drop
update obligation set dropped_on = $2, dropped_because = $3 where obligation_id = $1
