-- inspections.insert_package
-- $1 id  $2 inspection  $3 whether it was made here  $4 SHA-256  $5 content  $6 thumbprint of its key  $7 first serial  $8 last serial
-- $9 account  $10 instant
insert into inspection_package (package_id, inspection_id, outgoing, digest, content, key_id, first_serial, last_serial, handled_by,
                                handled_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
