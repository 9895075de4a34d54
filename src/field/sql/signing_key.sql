-- field.signing_key
select key_id, pkcs8 from receipt_key order by made_at desc, key_id desc limit 1
