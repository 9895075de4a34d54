-- inspections.insert_neighbour_key
-- $1 id  $2 neighbour  $3 thumbprint  $4 public key  $5 how it was compared  $6 account  $7 instant
insert into neighbour_key (neighbour_key_id, neighbour_code, key_id, public, confirmed, entered_by, entered_at)
values ($1, $2, $3, $4, $5, $6, $7)
