-- signs.streets_within
-- $1 campaign  $2 day: the streets that meet the area of the campaign on that day
insert into survey_street (campaign_id, street_id)
select distinct c.campaign_id, s.feature_id
  from survey_campaign c
  join published_street(null) s on st_intersects(s.geom, c.area)
 where c.campaign_id = $1 and s.valid_from <= $2 and $2 < s.valid_to
