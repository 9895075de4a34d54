-- http.idempotent_answer
select fingerprint, status, location, etag, body
  from idempotent_answer
 where key_digest = $1
