-- cooperation.lock_meeting
-- $1 meeting. The row is the lock; what is read of the meeting must be read after it, by another statement.
select meeting_id from meeting where meeting_id = $1 for no key update
