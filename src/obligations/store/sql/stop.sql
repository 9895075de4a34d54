-- obligations.stop
with stopped as (
  insert into obligation_stop (obligation_id, stopped_on, reason) values ($1, $2, $3) returning obligation_id
)
update obligation set changed_at = changed_at from stopped where obligation.obligation_id = stopped.obligation_id
