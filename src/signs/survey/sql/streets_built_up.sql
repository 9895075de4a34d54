-- signs.streets_built_up
-- $1 campaign  $2 day: the streets that meet a built-up area on that day
insert into survey_street (campaign_id, street_id)
select distinct $1::uuid, s.feature_id
  from published_built_up_area(null) b
  join published_street(null) s on st_intersects(s.geom, b.geom)
 where b.valid_from <= $2 and $2 < b.valid_to and s.valid_from <= $2 and $2 < s.valid_to
