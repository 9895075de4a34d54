-- signs.list_streets
-- $1 campaign  $2 streets: those of them that the register has
insert into survey_street (campaign_id, street_id)
select $1, s.street_id from (select distinct street_id from street where street_id = any ($2)) s
