-- publications.due_mail
select mail_id, recipient, subject, body
  from personal.outgoing_mail
 where due_at <= $1
 order by due_at
 limit 1 for update skip locked
