-- cooperation.plan_in_force
-- $1 neighbour  $2 day: the newest edition that holds; the neighbour's own goes before that for all
select plan_id, plan_number, neighbour_code, title, edition, headquarters, grades, final_report_days, valid_from, created_at
  from emergency_plan
 where valid_from <= $2 and (neighbour_code is null or neighbour_code = $1)
 order by neighbour_code is null, valid_from desc
 limit 1
