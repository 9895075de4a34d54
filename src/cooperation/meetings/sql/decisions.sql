-- cooperation.decisions
select decision_id, position, text, owner, side, due_on, done_on, result, dropped_on, drop_reason
  from meeting_decision
 where meeting_id = $1
 order by position
