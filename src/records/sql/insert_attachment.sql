-- records.insert_attachment
insert into attachment (attachment_id, subject_kind, subject_id, kind, title, media_type, digest, added_by, added_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
