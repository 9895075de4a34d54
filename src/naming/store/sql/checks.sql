-- naming.checks
select check_id, stage, rules_on, at, actor, data_version, blocks, warnings
  from naming_check where case_id = $1 order by check_id desc
