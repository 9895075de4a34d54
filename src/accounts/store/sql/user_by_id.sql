-- accounts.user_by_id
select user_id, login, display_name, role::text as role, township_code, created_at, disabled_at
  from user_account
 where user_id = $1
