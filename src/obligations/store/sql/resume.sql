-- obligations.resume
update obligation_stop set resumed_on = $2 where obligation_id = $1 and resumed_on is null
