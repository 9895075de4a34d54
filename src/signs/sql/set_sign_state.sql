-- signs.set_sign_state
-- $1 sign  $2 state  $3 installed on  $4 ended on  $5 replaced by
update sign set state = $2, installed_on = $3, ended_on = $4, replaced_by = $5 where sign_id = $1
