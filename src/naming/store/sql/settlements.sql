-- naming.settlements
select s.item_id, s.verdict_key, s.rule, s.reason, u.login, s.settled_at
  from naming_settlement s join naming_item i using (item_id) join user_account u on u.user_id = s.settled_by
 where i.case_id = $1 order by s.settled_at, i.position, s.verdict_key
