-- publications.next_receipt
update publication set received_count = received_count + 1 where publication_id = $1 returning received_count
