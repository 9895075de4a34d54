-- accounts.lock_admins_in_office
select user_id
  from user_account
 where role = 'admin' and disabled_at is null
 order by user_id
   for update
