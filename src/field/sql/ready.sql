-- field.ready
-- $1 account: waiting items for which nothing is missing any more
select w.item_id
  from field_item w
 where w.user_id = $1 and w.state = 'waiting'
   and not exists (select from unnest(w.after) b
                     left join field_item i on i.item_id = b and i.user_id = w.user_id
                    where i.item_id is null or i.state = 'waiting')
 order by w.arrival
