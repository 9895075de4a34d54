-- cooperation.lock_risk_point
-- $1 risk point. The row is the lock; what is read of it must be read after it, by another statement.
select risk_id from risk_point where risk_id = $1 for no key update
