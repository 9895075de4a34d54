-- archives.export
-- $1 export
select export_id, recipient, purpose, manifest, manifest_digest, volumes, exported_by, exported_at
  from archive_export where export_id = $1
