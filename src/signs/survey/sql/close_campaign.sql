-- signs.close_campaign
-- $1 campaign  $2 civil day
update survey_campaign set closed_on = $2, version = version + 1 where campaign_id = $1
