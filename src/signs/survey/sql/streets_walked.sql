-- signs.streets_walked
select street_id from survey_street where campaign_id = $1 order by street_id
