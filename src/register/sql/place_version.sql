-- register.place_version
-- $1 place: the number of the last commit that touched it
select max(c.version) as version
  from (select recorded_in from place where place_id = $1
        union all select recorded_in from street where street_id = $1
        union all select recorded_in from name where feature_id = $1) said
  join commit_log c on c.commit_id = said.recorded_in
