-- accounts.set_password
update user_account set password_hash = $2 where user_id = $1
