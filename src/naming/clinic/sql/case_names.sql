-- naming_clinic.case_names
-- Names in naming cases that are written or sound like one of these: held by an open case, or without a name in the end.
select case_id, case_number, item_id, name, category, division_code, geom, fate, decided_on, reason
from (
  select c.case_id, c.case_number, i.item_id, i.name, i.category, i.division_code, i.geom,
         case
           when r.item_id is not null then 'held'
           when i.state = 'refused' or c.state = 'rejected' then 'refused'
           when c.state = 'revoked' then 'revoked'
           when i.state = 'taken_out' or c.state = 'withdrawn' then 'withdrawn'
           when c.state = 'lapsed' then 'lapsed'
         end as fate,
         coalesce(d.decided_on, c.since) as decided_on,
         i.closed_reason as reason
  from naming_item i
  join naming_case c on c.case_id = i.case_id
  left join naming_reservation r on r.item_id = i.item_id and r.released_at is null
  left join naming_decision d on d.decision_id = i.decision_id
  where c.type in ('name', 'rename')
    and (i.name_key = any ($1 /* folded names */ :: text[]) or i.sound_key = any ($2 /* plain sounds */ :: text[]))
) as met
where fate is not null
order by case_number, item_id
