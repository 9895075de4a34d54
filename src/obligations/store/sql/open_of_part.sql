-- obligations.open_of_part
-- $1 part  $2 kind
select subject_kind, subject_id, begins_on
  from obligation
 where part_id = $1 and kind = $2 and met_on is null and dropped_on is null
 order by obligation_id
