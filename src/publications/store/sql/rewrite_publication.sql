-- publications.rewrite_publication
update publication
   set follows = $2, title = $3, document_number = $4, body = $5, items = $6, objection = $7, issued_by = $8,
       starts_on = $9, ends_on = $10,
       prepared_by = case when $11::text = any (prepared_by) then prepared_by else prepared_by || $11::text end,
       drafted_at = $12
 where publication_id = $1
