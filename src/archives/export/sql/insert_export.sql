-- archives.insert_export
-- $1 export  $2 recipient  $3 purpose  $4 manifest  $5 its digest  $6 volumes  $7 by  $8 at
insert into archive_export (export_id, recipient, purpose, manifest, manifest_digest, volumes, exported_by, exported_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
