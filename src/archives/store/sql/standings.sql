-- archives.standings
-- $1 what the records call a volume  $2 the member of facts with how much was missing  $3 before this instant
select v.volume_id, e.to_state as state, (e.facts::json ->> $2)::integer as missing
  from archive_volume v
  join lateral (
    select to_state, facts from event
     where subject_kind = $1 and subject_id = v.volume_id and at < $3
     order by position desc
     limit 1
  ) e on true
 order by v.volume_id
