-- inspections.display_name
-- $1 account
select display_name from user_account where user_id = $1
