-- Damage reports of the public: what everybody may read of reports, what throttling counts, photos without an account.

alter table photo alter column uploaded_by drop not null;
comment on column photo.uploaded_by is 'account; null when a citizen sent it with a report';

create index damage_report_by_token on damage_report (token_digest) where token_digest is not null;

create table personal.report_sending (
  sign_id uuid        references sign,
  address inet,
  at      timestamptz not null
);
create index report_sending_by_address on personal.report_sending (address, at);
create index report_sending_by_sign on personal.report_sending (sign_id, at);
create index report_sending_by_age on personal.report_sending (at);
comment on table personal.report_sending is 'what throttling of public reports counts; swept when it counts no more';
comment on column personal.report_sending.sign_id is 'the sign that it was about; null where none was named';
comment on column personal.report_sending.address is 'address of the client; null where none is known';
comment on column personal.report_sending.at is 'instant';

-- What anybody may know of a report: no word of who sent it, neither where that person stood nor the photos.
create view published_damage_report as
  select r.report_id, r.report_number, r.state, r.damage, r.received_at, r.ended_on, r.forwarded_to,
         (select max(e.at) from event e where e.subject_kind = 'damage_report' and e.subject_id = r.report_id) as updated_at,
         s.sign_id, s.sign_number, s.geom,
         (select f.text from sign_face f where f.sign_id = s.sign_id and (f.shown_to = 'infinity' or f.shown_to = s.ended_on)
           order by f.facing_deg nulls last, f.face_id limit 1) as shown,
         s.location, r.same_as, same.report_number as same_as_number, o.state as order_state, o.due_at,
         case when r.state <> 'duplicate' then r.state else (
           with recursive chain (same_as, state, steps) as (
             select e.same_as, e.state, 1 from damage_report e where e.report_id = r.same_as
             union all
             select e.same_as, e.state, steps + 1 from chain join damage_report e on e.report_id = chain.same_as
              where steps < 10
           ) select chain.state from chain order by steps desc limit 1) end as outcome
    from damage_report r
    left join sign s on s.sign_id = r.sign_id and s.state <> 'planned'
    left join damage_report same on same.report_id = r.same_as
    left join repair_order o on o.order_id = r.order_id;
comment on view published_damage_report is 'the one door of the public to damage reports';
comment on column published_damage_report.updated_at is 'instant of the last event of the report';
comment on column published_damage_report.geom is 'the place of the sign, EPSG:4490, x = longitude, y = latitude; null while no sign is known';
comment on column published_damage_report.shown is 'what the first face of the sign says';
comment on column published_damage_report.due_at is 'instant by which the repair is to be done; null while none was ordered';

comment on column published_damage_report.outcome is 'the state; of a duplicate that of the report at the end of its chain';

-- What anybody may know of what happened to reports.
create view published_report_update as
  select e.event_id, e.at, e.position, e.from_state, e.to_state::report_state, r.report_id, r.report_number, r.outcome
    from event e
    join published_damage_report r on r.report_id = e.subject_id
   where e.subject_kind = 'damage_report' and (e.kind = 'confirm' or e.from_state is distinct from e.to_state);
comment on view published_report_update is 'steps of damage reports, without a word of who took them';

-- For who reads the number of a sign that is not there any more: what it said, and which sign stands in its place.
create view published_ended_sign as
  select s.sign_number, later.sign_number as replaced_by,
         (select coalesce(jsonb_agg(jsonb_build_object('text', f.text, 'pinyin', f.pinyin) order by f.facing_deg, f.face_id), '[]')
            from sign_face f where f.sign_id = s.sign_id and f.shown_to = s.ended_on) as faces
    from sign s
    left join sign later on later.sign_id = s.replaced_by
   where s.ended_on is not null;
comment on view published_ended_sign is 'signs that were taken down or replaced';
comment on column published_ended_sign.faces is 'what it said until then';
