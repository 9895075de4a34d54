-- publications.publications_of_subject
select publication_id, kind, state, subject, part, follows, succession, title, document_number, body, items, objection, issued_by,
       starts_on, ends_on, prepared_by, drafted_at, signed_by, signed_at, published_by, published_at, published_on,
       number, content, content_digest, closed_by, closed_at, end_reason, counts, seal, seal_digest, synced_on, channels,
       (select later.number from publication later
         where later.follows = publication.publication_id and later.succession = 'replaces'
           and later.published_at is not null
         order by later.published_at limit 1) as followed_by,
       (select later.number from publication later
         where later.follows = publication.publication_id and later.succession = 'revokes'
           and later.published_at is not null) as revoked_by
  from publication
 where subject = $1
 order by publication_id
