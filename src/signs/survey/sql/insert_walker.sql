-- signs.insert_walker
-- $1 campaign  $2 log-in name of a crew in use
insert into survey_crew (campaign_id, user_id)
select $1, user_id from user_account where login = $2 and role = 'field_crew' and disabled_at is null
