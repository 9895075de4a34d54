-- publications.confirm_opinion
update opinion set confirmed_at = $4
 where publication_id = $1 and receipt = $2 and confirm_digest = $3 and confirmed_at is null and confirm_until >= $4
