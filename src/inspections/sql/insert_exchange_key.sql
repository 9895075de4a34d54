-- inspections.insert_exchange_key
-- $1 thumbprint  $2 private key  $3 public key  $4 instant
insert into exchange_key (key_id, pkcs8, public, made_at) values ($1, $2, $3, $4)
