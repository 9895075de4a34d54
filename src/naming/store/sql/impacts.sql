-- naming.impacts
select stage, at, result from naming_impact where case_id = $1 order by impact_id desc
