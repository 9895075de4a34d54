-- register.name_to_read
-- $1 name. The category of its thing tells how its parts are written.
select n.text,
       (select p.category from place p where p.place_id = n.feature_id order by p.valid_from desc limit 1) as category
  from name n where n.name_id = $1
