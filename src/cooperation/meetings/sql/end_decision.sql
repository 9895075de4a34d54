-- cooperation.end_decision
-- $1 decision  $2 done on  $3 result  $4 dropped on  $5 reason
update meeting_decision set done_on = $2, result = $3, dropped_on = $4, drop_reason = $5 where decision_id = $1
