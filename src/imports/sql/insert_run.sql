-- imports.insert_run
-- $1 import  $2 collection  $3 file name  $4 reference system  $5 actor  $6 instant  $7 rows  $8 kept  $9 refused
-- $10 outcome  $11 counts. The commit is the one that this transaction has begun, if it wrote to the register.
insert into import_run (import_id, collection, file_name, source_crs, actor, at, row_count, kept, refused, outcome, counts, commit_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif(current_setting('mingjie.commit_id', true), '')::bigint)
