-- signs.lock_campaign
-- $1 campaign. The row is the lock; what is read of the campaign must be read after it, by another statement.
select campaign_id from survey_campaign where campaign_id = $1 for no key update
