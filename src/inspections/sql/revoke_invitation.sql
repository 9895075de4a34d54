-- inspections.revoke_invitation
-- $1 invitation  $2 instant  $3 why
update inspection_invitation set revoked_at = $2, revoke_reason = $3 where invitation_id = $1
