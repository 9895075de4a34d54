-- register.insert_place
insert into place (place_id, valid_from, valid_to, place_code, category, division_id, is_public, attributes, geom)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
