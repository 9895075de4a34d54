-- publications.set_signed
update publication set state = $2, signed_by = $3, signed_at = $4 where publication_id = $1
