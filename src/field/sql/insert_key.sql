-- field.insert_key
insert into receipt_key (key_id, pkcs8, public, made_at) values ($1, $2, $3, $4)
