-- cooperation.township_of_user
select township_code from user_account where user_id = $1
