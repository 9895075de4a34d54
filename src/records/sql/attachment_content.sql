-- records.attachment_content
-- $1 kind of case  $2 case  $3 paper
select a.attachment_id, a.kind, a.title, a.media_type, a.digest, f.size, a.added_by, a.added_at, f.content
  from attachment a join stored_file f using (digest)
 where a.subject_kind = $1 and a.subject_id = $2 and a.attachment_id = $3
