-- signs.insert_campaign
-- $1 campaign  $2 number  $3 title  $4 starts on  $5 ends on  $6 area  $7 by  $8 at
insert into survey_campaign (campaign_id, campaign_number, title, starts_on, ends_on, area, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
