-- cooperation.reword_decision
update meeting_decision
   set text = $2, owner = $3, side = $4, due_on = $5, dropped_on = null, drop_reason = null
 where decision_id = $1
