-- publications.postpone_mail
update personal.outgoing_mail
   set attempts = attempts + 1, due_at = $2::timestamptz + interval '1 minute' * 2 ^ least(attempts, 8)
 where mail_id = $1
