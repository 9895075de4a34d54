-- demo.lock_demo
select pg_advisory_xact_lock(hashtextextended('mingjie.demo', 0))
