-- signs.crew_by_login
-- $1 log-in name: the account, if it is that of a crew and in use
select user_id from user_account where login = $1 and role = 'field_crew' and disabled_at is null
