-- publications.lock_publication
select from publication where publication_id = $1 for update
