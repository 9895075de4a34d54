-- cooperation.agreements
-- $1 ids  $2 neighbour  $3 line  $4 states: follow from the day  $5 township: has none  $6 in force on this day or later
-- $7 in force on this day or earlier  $8 before this number  $9 limit
select a.agreement_id as id, a.agreement_number as number, a.neighbour_code, n.name as neighbour_name, a.line_id, a.version,
       a.created_at, a.title, a.level, a.parties, a.text, a.valid_from, a.valid_to, a.renews, a.signed_on,
       u.login as signed_by, a.their_signatory, a.document_number, next.agreement_id as renewed_by,
       next.valid_from as renewed_from
  from peace_agreement a
  join neighbour n using (neighbour_code)
  left join user_account u on u.user_id = a.signed_by
  left join peace_agreement next on next.renews = a.agreement_id and next.signed_on is not null
 where ($1::uuid[] is null or a.agreement_id = any ($1))
   and ($2::text is null or a.neighbour_code = $2)
   and ($3::uuid is null or a.line_id = $3)
   and $4::text[] is null
   and $5::text is null
   and ($6::date is null or a.valid_to >= $6)
   and ($7::date is null or a.valid_from <= $7)
   and ($8::text is null or (length(a.agreement_number), a.agreement_number) < (length($8), $8))
 order by length(a.agreement_number) desc, a.agreement_number desc
 limit $9
