-- archives.exports
-- $1 before this one  $2 limit
select export_id, recipient, purpose, manifest, manifest_digest, volumes, exported_by, exported_at
  from archive_export
 where $1::uuid is null or export_id < $1
 order by export_id desc
 limit $2
