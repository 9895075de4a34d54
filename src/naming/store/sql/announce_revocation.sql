-- naming.announce_revocation
update naming_revocation set announcement_id = $2, announced_on = $3 where decision_id = $1
