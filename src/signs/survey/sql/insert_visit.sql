-- signs.insert_visit
-- $1 visit  $2 campaign  $3 sign  $4 condition  $5 note  $6 seen at  $7 received at  $8 by  $9 position  $10 accuracy m
insert into survey_visit (visit_id, campaign_id, sign_id, condition, note, seen_at, received_at, visited_by, geom, accuracy_m)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (visit_id) do nothing
