-- inspections.insert_invitation
-- $1 id  $2 inspection  $3 SHA-256 of the secret  $4 who  $5 office  $6 account  $7 instant  $8 expires
insert into inspection_invitation (invitation_id, inspection_id, token_digest, person, unit, made_by, made_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
