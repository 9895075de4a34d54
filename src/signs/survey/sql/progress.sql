-- signs.progress
-- $1 campaign  $2 day: the streets of a campaign with their signs, by township and name
select w.street_id, n.text as name, left(d.code, 9) as township_code, count(s.sign_id) as signs,
       count(last.condition) filter (where last.condition <> 'not_reached') as checked,
       count(*) filter (where last.condition in ('damaged', 'missing')) as faulty
  from survey_street w
  left join sign s on s.place_id = w.street_id and s.state in ('installed', 'in_service', 'damaged', 'under_repair')
  left join lateral (
    select v.condition from survey_visit v
     where v.campaign_id = w.campaign_id and v.sign_id = s.sign_id
     order by v.seen_at desc, v.visit_id desc
     limit 1
  ) last on true
  left join lateral standard_name_on(null, w.street_id, $2) n on true
  left join place p on p.place_id = w.street_id and p.valid_from <= $2 and $2 < p.valid_to
  left join lateral division_code_on(null, p.division_id, $2) d on true
 where w.campaign_id = $1
 group by w.street_id, n.text, d.code
 order by township_code, name, w.street_id
