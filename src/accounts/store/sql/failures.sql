-- accounts.failures
-- The failure, counted back from the last one, that uses up the allowance: of the log-in name since it last signed
-- in, and of the address.
select (select at
          from account_event
         where kind = 'login_failed' and login = $1 and at > $3
           and at > coalesce((select max(at) from account_event where kind = 'logged_in' and login = $1), '-infinity')
         order by at desc
        offset $4::bigint - 1 limit 1) as of_login,
       (select at
          from account_event
         where kind = 'login_failed' and address = $2 and at > $3
         order by at desc
        offset $5::bigint - 1 limit 1) as of_address
