-- publications.received
select count(*) as received from opinion where publication_id = $1 and is_counted
