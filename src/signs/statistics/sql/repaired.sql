-- signs.repaired
-- $1 from  $2 until, not included  $3 code of a division  $4 day for the names of streets: orders that were accepted in that time
select o.order_id, o.order_number, o.kind, o.cost_fen, o.township_code, s.maker, n.text as street,
       extract(epoch from o.done_at - o.created_at)::float8 / 86400 as days,
       o.done_at > o.due_at as is_late,
       array(select distinct r.damage from damage_report r where r.order_id = o.order_id order by r.damage) as damages
  from repair_order o
  join sign s using (sign_id)
  left join lateral standard_name_on(null, s.place_id, $4) n on true
 where o.accepted_at >= $1 and o.accepted_at < $2
   and ($3::text is null or exists (select from division d where d.code = $3 and d.valid_to = 'infinity'
                                       and st_intersects(d.geom, s.geom)))
 order by length(o.order_number), o.order_number
