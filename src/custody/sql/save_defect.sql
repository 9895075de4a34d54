-- custody.save_defect
-- $1 defect  $2 state  $3 notified on  $4 number of the letter  $5 repaired on  $6 work  $7 who was there  $8 account that confirms for
-- this side, now or before  $9 when  $10-$13 who confirms for the neighbour, when, paper, digest  $14 why it was unfounded
update marker_defect
   set state = $2, notified_on = $3, notice_number = $4, repaired_on = $5, work = $6, present = $7,
       ours_by = coalesce(ours_by, $8), ours_on = $9, theirs_by = $10, theirs_on = $11, theirs_document = $12, theirs_digest = $13,
       end_reason = $14, version = version + 1
 where defect_id = $1
returning version
