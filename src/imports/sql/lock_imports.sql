-- imports.lock_imports
-- Imports check against what is there and write, one after the other; the lock goes with the transaction.
select pg_advisory_xact_lock(hashtextextended('mingjie.imports', 0))
