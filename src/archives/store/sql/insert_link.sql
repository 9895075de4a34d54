-- archives.insert_link
-- $1 item  $2 ordinal  $3 kind  $4 target  $5 page
insert into archive_item_link (item_id, ordinal, line_id, marker_id, inspection_id, case_id, page)
select $1, $2, case $3::text when 'line' then $4::uuid end, case $3 when 'marker' then $4 end,
       case $3 when 'inspection' then $4 end, case $3 when 'case' then $4 end, $5
