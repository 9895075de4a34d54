-- signs.sendings
-- The sending, counted back from the last one, that uses up the allowance: of the address, and of the sign.
select (select at from personal.report_sending where address = $2::inet and at > $3
         order by at desc offset $4::bigint - 1 limit 1) as from_address,
       (select at from personal.report_sending where sign_id = $1::uuid and at > $3
         order by at desc offset $5::bigint - 1 limit 1) as to_sign
