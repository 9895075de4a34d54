-- signs.open_campaigns
-- $1 account: the campaigns that it walks
select c.campaign_id from survey_crew w join survey_campaign c using (campaign_id)
 where w.user_id = $1 and c.closed_on is null
 order by c.campaign_number
