-- archives.withdraw_scan
-- $1 scan  $2 reason  $3 by  $4 at
update archive_scan set withdrawn_reason = $2, withdrawn_by = $3, withdrawn_at = $4 where scan_id = $1
