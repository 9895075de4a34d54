-- publications.set_synced
update publication set synced_on = $2, channels = $3 where publication_id = $1
