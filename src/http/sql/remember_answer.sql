-- http.remember_answer
update idempotent_answer
   set status = $2, location = $3, etag = $4, body = $5
 where key_digest = $1
