-- accounts.set_disabled
update user_account set disabled_at = $2 where user_id = $1
