-- register.lock_place
-- $1 place. The row of its identity is the lock; its version is that of the last commit that touched it.
select (select max(c.version)
          from (select recorded_in from place where place_id = $1
                union all select recorded_in from street where street_id = $1
                union all select recorded_in from name where feature_id = $1) said
          join commit_log c on c.commit_id = said.recorded_in) as version
  from feature
 where feature_id = $1 and kind = 'place'
   for no key update
