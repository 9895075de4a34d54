-- publications.publications_mentioning
-- $1 text  $2 the case whose own publications are left out
select publication_id, number, title
  from publication
 where number is not null and subject <> $2 and position($1 in content) > 0
 order by published_at desc
 limit 1000
