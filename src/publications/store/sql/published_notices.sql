-- publications.published_notices
select publication_id, kind, state, number, title, item_count, starts_on, ends_on, published_on, published_at, closed_at,
       content_digest, issued_by, body, revoked_by
  from published_notice
 where ($1::publication_kind is null or kind = $1)
   and ($2::publication_state is null or state = $2)
   and ($3::uuid is null or (published_at, publication_id) <
         (select published_at, publication_id from published_notice before where before.publication_id = $3))
 order by published_at desc, publication_id desc
 limit $4
