-- register.lock_place
-- $1 place. The row of its identity is the lock. What is read of the place must be read after it, by another
-- statement: one that waits for the lock still sees what it saw before.
select feature_id from feature where feature_id = $1 and kind = 'place' for no key update
