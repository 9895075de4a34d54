-- archives.insert_volume
-- $1 volume  $2 class  $3 title  $4 year  $5 line  $6 retention  $7 secrecy  $8 office code  $9 remark  $10 by  $11 at
-- Saving it for the first time makes it version 1.
insert into archive_volume
  (volume_id, class, title, year, line_id, retention, secrecy, office_code, remark, state, version, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'collecting', 0, $10, $11)
