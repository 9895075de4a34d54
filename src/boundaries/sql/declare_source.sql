-- boundaries.declare_source
-- $1 source  $2 title  $3 authority  $4 document  $5 declared on  $6 illustrative
insert into boundary_source (source_id, title, authority, document, declared_on, illustrative) values ($1, $2, $3, $4, $5, $6)
