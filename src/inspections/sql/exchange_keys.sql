-- inspections.exchange_keys
-- the newest first
select key_id, pkcs8, public, made_at from exchange_key order by made_at desc, key_id
