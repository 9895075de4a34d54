-- imports.run_by_id
-- $1 import
select r.import_id, r.collection, r.file_name, r.row_count, r.kept, r.refused, r.outcome, r.counts, c.version
  from import_run r
  left join commit_log c using (commit_id)
 where r.import_id = $1
