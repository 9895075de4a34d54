-- http.claim_idempotency_key
insert into idempotent_answer (key_digest, fingerprint, created_at)
values ($1, $2, $3)
on conflict (key_digest) do nothing
