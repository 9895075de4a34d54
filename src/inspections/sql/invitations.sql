-- inspections.invitations
-- $1 inspection, or null  $2 SHA-256 of a secret, or null
select v.*, a.login as made_by_login
  from inspection_invitation v
  join user_account a on a.user_id = v.made_by
 where ($1::uuid is null or v.inspection_id = $1) and ($2::bytea is null or v.token_digest = $2)
 order by v.made_at, v.invitation_id
