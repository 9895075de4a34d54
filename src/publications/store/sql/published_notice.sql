-- publications.published_notice
select publication_id from published_notice where number = $1 or publication_id = $2
