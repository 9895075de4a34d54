-- obligations.lock_limits
lock table time_limit in share row exclusive mode
