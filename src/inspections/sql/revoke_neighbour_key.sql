-- inspections.revoke_neighbour_key
-- $1 id  $2 instant  $3 why. Nothing where it was revoked already.
update neighbour_key set revoked_at = $2, revoke_reason = $3 where neighbour_key_id = $1 and revoked_at is null
returning neighbour_code
