-- publications.rewrite_publication
update publication
   set follows = $2, succession = $3, title = $4, document_number = $5, body = $6, items = $7, objection = $8,
       issued_by = $9, starts_on = $10, ends_on = $11,
       prepared_by = case when $12::text = any (prepared_by) then prepared_by else prepared_by || $12::text end,
       drafted_at = $13
 where publication_id = $1
