-- signs.next_sign_serial
select nextval('sign_serial')::integer as serial
