-- inspections.use_invitation
-- $1 invitation  $2 instant
update inspection_invitation set last_used_at = $2 where invitation_id = $1
