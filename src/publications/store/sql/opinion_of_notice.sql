-- publications.opinion_of_notice
select from opinion where publication_id = $1 and opinion_id = $2
