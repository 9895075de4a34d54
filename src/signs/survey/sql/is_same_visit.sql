-- signs.is_same_visit
-- $1 visit  $2 campaign  $3 sign  $4 condition  $5 seen at  $6 by: whether the visit that is kept under this id is this one
select campaign_id is not distinct from $2 and sign_id = $3 and condition = $4 and seen_at = $5 and visited_by = $6 as same
  from survey_visit where visit_id = $1
