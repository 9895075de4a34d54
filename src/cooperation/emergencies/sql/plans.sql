-- cooperation.plans
-- $1 plan, or null for all
select plan_id, plan_number, neighbour_code, title, edition, headquarters, grades, final_report_days, valid_from, created_at
  from emergency_plan
 where $1::uuid is null or plan_id = $1
 order by valid_from desc, plan_id desc
 limit 500
