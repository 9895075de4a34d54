-- naming.announce_decision
update naming_decision set announcement_id = $2, announced_on = $3 where decision_id = $1
