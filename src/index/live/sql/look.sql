-- index.look
-- $1 version shown; null before the first load
-- Where the register stands and what is not shown yet: ages of those commits in seconds, the oldest first. `mark` and
-- `mark_shown` are the instants of the last commit and of the commit shown: a register that was restored and went on
-- may have come to the same numbers again, but not at the same instants.
select register_id, version,
       (select coalesce(numbered_at, committed_at) from commit_log said where said.version = register.version) as mark,
       (select coalesce(numbered_at, committed_at) from commit_log said where said.version = $1::bigint) as mark_shown,
       array(select seconds_since(numbered_at) from commit_log said
              where said.version > $1::bigint and numbered_at is not null order by said.version) as ages_s
  from register_version register
