-- field.keys
select key_id, public from receipt_key order by made_at, key_id
