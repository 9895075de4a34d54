-- signs.lock_report
-- $1 report. The row is the lock; what is read of the report must be read after it, by another statement.
select report_id from damage_report where report_id = $1 for no key update
