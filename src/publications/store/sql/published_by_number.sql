-- publications.published_by_number
select publication_id from published_notice where number = $1
