-- signs.campaigns
-- $1 ids  $2 before this number  $3 limit
select c.campaign_id, c.campaign_number, c.title, c.starts_on, c.ends_on, c.closed_on, c.version,
       array(select u.login from survey_crew w join user_account u using (user_id)
              where w.campaign_id = c.campaign_id order by u.login) as crew,
       (select count(*) from survey_street s where s.campaign_id = c.campaign_id) as streets
  from survey_campaign c
 where ($1::uuid[] is null or c.campaign_id = any ($1))
   and ($2::text is null or (length(c.campaign_number), c.campaign_number) < (length($2), $2))
 order by length(c.campaign_number) desc, c.campaign_number desc
 limit $3
