-- publications.set_closed
update publication
   set state = $2, closed_by = $3, closed_at = $4, counts = $5, seal = $6, seal_digest = $7, end_reason = $8
 where publication_id = $1
