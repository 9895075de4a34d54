-- cooperation.bulletins
-- $1 ids  $2 neighbour  $3 line  $4 states  $5 from day  $6 to day  $7 before this number  $8 overdue on this day  $9 limit
select b.bulletin_id as id, b.bulletin_number as number, b.neighbour_code, n.name as neighbour_name, b.line_id, b.version,
       b.created_at, b.kind, b.direction, b.state, b.sent_on, b.month, b.subject, b.text, b.risk, b.wants_reply,
       b.receipt_due, b.reply_due, b.received_by, b.received_on, b.reply, b.replied_by, b.replied_on
  from bulletin b
  join neighbour n using (neighbour_code)
 where ($1::uuid[] is null or b.bulletin_id = any ($1))
   and ($2::text is null or b.neighbour_code = $2)
   and ($3::uuid is null or b.line_id = $3)
   and ($4::text[] is null or b.state::text = any ($4))
   and ($5::date is null or b.sent_on >= $5)
   and ($6::date is null or b.sent_on <= $6)
   and ($7::text is null or (length(b.bulletin_number), b.bulletin_number) < (length($7), $7))
   and ($8::date is null
        or b.received_on is null and b.receipt_due < $8
        or b.replied_on is null and b.reply_due < $8)
 order by length(b.bulletin_number) desc, b.bulletin_number desc
 limit $9
