-- publications.insert_publication
insert into publication (publication_id, kind, state, subject, part, follows, succession, title, document_number, body,
                         items, objection, issued_by, starts_on, ends_on, prepared_by, drafted_at)
values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, array[$15::text], $16)
