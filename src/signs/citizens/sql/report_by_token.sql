-- signs.report_by_token
-- $1 SHA-256 of the code
select report_id from damage_report where token_digest = $1
