-- obligations.open_in_working_days
select o.obligation_id, o.part_id, o.kind, o.days, o.day_count, o.is_statutory, o.begins_on, o.due_on, o.stopped_on,
       (select max(resumed_on) from obligation_stop s where s.obligation_id = o.obligation_id) as resumed_on
  from obligation_standing o
 where o.day_count = 'working' and o.met_on is null and o.dropped_on is null
 order by o.obligation_id
