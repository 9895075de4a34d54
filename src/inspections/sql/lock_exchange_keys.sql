-- inspections.lock_exchange_keys
-- Two that need the first key at once make one.
lock table exchange_key in share row exclusive mode
