-- signs.signs_walked
-- $1 campaign: the signs on its streets that have not ended, and those that are planned
select s.sign_id from survey_street w join sign s on s.place_id = w.street_id
 where w.campaign_id = $1 and s.ended_on is null
