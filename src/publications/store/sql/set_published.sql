-- publications.set_published
update publication
   set state = $2, published_by = $3, published_at = $4, published_on = $5, number = $6, content = $7,
       content_digest = $8
 where publication_id = $1
