-- naming.places_called
-- $1 name  $2 day
select n.feature_id from name n join place p on p.place_id = n.feature_id and p.valid_from <= $2 and $2 < p.valid_to
 where n.text = $1 and n.kind = 'standard' and n.status <> 'planned' and n.valid_from <= $2 and $2 < n.valid_to
 order by n.feature_id
