-- archives.volumes
-- $1 ids  $2 class  $3 states  $4 line  $5 year  $6 before this volume  $7 limit
select v.volume_id, v.class, v.title, v.year, v.line_id, v.retention, v.secrecy, v.office_code, v.remark,
       v.catalogue_number, v.box, v.shelf, v.state, v.arranged_by, v.checked_by, v.receiver, v.handed_over_on, v.version,
       l.name as line_name, l.line_code
  from archive_volume v
  left join boundary_line l using (line_id)
 where ($1::uuid[] is null or v.volume_id = any ($1))
   and ($2::archive_class is null or v.class = $2)
   and ($3::archive_volume_state[] is null or v.state = any ($3))
   and ($4::uuid is null or v.line_id = $4)
   and ($5::integer is null or v.year = $5)
   and ($6::uuid is null or v.volume_id < $6)
 order by v.volume_id desc
 limit $7
