-- cooperation.save_meeting
-- $1 id  $2 state  $3 invited on  $4 invitation  $5 held on  $6 attendance  $7 minutes  $8 account that confirms for this
-- side now  $9 day of that  $10 who confirmed for the neighbour  $11 day of that  $12 paper  $13 digest  $14 ended on
-- $15 reason
update meeting
   set state = $2, invited_on = $3, invitation_number = $4, held_on = $5, attendance = $6, minutes = $7,
       ours_by = coalesce(ours_by, $8), ours_on = $9, theirs_by = $10, theirs_on = $11, theirs_document = $12,
       theirs_digest = $13, ended_on = $14, end_reason = $15, version = version + 1
 where meeting_id = $1
returning version
