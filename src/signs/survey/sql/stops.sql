-- signs.stops
-- $1 campaign: the signs on its streets that nobody has looked at in it
select s.sign_id, s.sign_number, s.geom,
       (select f.text from sign_face f where f.sign_id = s.sign_id and f.shown_to = 'infinity' order by f.face_id limit 1) as text
  from survey_street w
  join sign s on s.place_id = w.street_id and s.state in ('installed', 'in_service', 'damaged', 'under_repair')
 where w.campaign_id = $1
   and not exists (select from survey_visit v
                    where v.campaign_id = w.campaign_id and v.sign_id = s.sign_id and v.condition <> 'not_reached')
 order by s.sign_number
