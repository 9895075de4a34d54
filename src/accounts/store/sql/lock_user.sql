-- accounts.lock_user
select user_id, login, display_name, role::text as role, township_code, created_at, disabled_at
  from user_account
 where login = $1
   for update
