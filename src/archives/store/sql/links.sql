-- archives.links
-- $1 volumes
select k.item_id, coalesce(k.line_id, k.marker_id, k.inspection_id, k.case_id) as target, k.page,
       case when k.line_id is not null then 'line' when k.marker_id is not null then 'marker'
            when k.inspection_id is not null then 'inspection' else 'case' end as kind
  from archive_item_link k join archive_item i using (item_id)
 where i.volume_id = any ($1)
 order by k.item_id, k.ordinal
