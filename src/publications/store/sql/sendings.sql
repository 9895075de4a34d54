-- publications.sendings
-- The sending, counted back from the last one, that uses up the allowance: of the address, and of the notice.
select (select at from personal.opinion_sending where address = $2::inet and at > $3
         order by at desc offset $4::bigint - 1 limit 1) as from_address,
       (select at from personal.opinion_sending where publication_id = $1 and at > $3
         order by at desc offset $5::bigint - 1 limit 1) as to_notice
