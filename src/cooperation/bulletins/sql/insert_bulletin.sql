-- cooperation.insert_bulletin
-- $1 id  $2 number  $3 neighbour  $4 line  $5 kind  $6 direction  $7 sent on  $8 month  $9 subject  $10 text  $11 risk
-- $12 wants a reply  $13 receipt due  $14 reply due  $15 by  $16 at
insert into bulletin (bulletin_id, bulletin_number, neighbour_code, line_id, kind, direction, state, sent_on, month,
                      subject, text, risk, wants_reply, receipt_due, reply_due, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, 'sent', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
