-- obligations.stops
select stopped_on, resumed_on
  from obligation_stop
 where obligation_id = $1 and resumed_on is not null
 order by stopped_on
