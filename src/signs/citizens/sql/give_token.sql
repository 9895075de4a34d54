-- signs.give_token
-- $1 report  $2 SHA-256 of the code
update damage_report set token_digest = $2 where report_id = $1
