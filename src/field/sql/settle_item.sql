-- field.settle_item
-- $1 item  $2 state  $3 $4 subject  $5 its version  $6 problem  $7 by  $8 at  $9 reason; a problem once kept stays
update field_item
   set state = $2, subject_kind = $3, subject_id = $4, subject_version = $5, problem = coalesce($6, problem), settled_by = $7,
       settled_at = $8, settle_reason = $9
 where item_id = $1
