-- What naming cases (V013) keep besides: the place that an open case holds, the extent that a change of extent replaces,
-- and what a revocation leaves of items and filings.

create table naming_place_reservation (
  item_id     uuid        primary key references naming_item,
  place_id    uuid        not null references feature,
  held_since  timestamptz not null,
  released_at timestamptz
);
create unique index naming_place_reservation_held on naming_place_reservation (place_id) where released_at is null;
comment on table naming_place_reservation is 'places that open cases rename, redraw or cancel: of two that want the same one, one gets it';
comment on column naming_place_reservation.place_id is 'the place of the register that the item is about';
comment on column naming_place_reservation.held_since is 'instant of submission';
comment on column naming_place_reservation.released_at is 'instant at which the item was decided or left; null while it is held';

-- Of the cases under way the one that was opened first holds its place; the others are told at their decision, as before.
insert into naming_place_reservation (item_id, place_id, held_since)
select distinct on (i.place_id) i.item_id, i.place_id, c.created_at
  from naming_item i join naming_case c using (case_id)
 where i.state = 'open' and i.place_id is not null
   and c.state not in ('draft', 'approved', 'recorded', 'closed', 'rejected', 'withdrawn', 'lapsed', 'revoked')
 order by i.place_id, c.created_at, i.position;

-- A value that is added cannot be used as such before the commit; as text it can.
alter type item_state add value 'revoked';
alter type filing_state add value 'dropped';

alter table naming_item
  drop constraint naming_item_decided,
  add constraint naming_item_decided
    check ((decision_id is not null) = (state::text in ('approved', 'refused', 'revoked'))),
  add column former_starts_at text,
  add column former_ends_at   text,
  add column former_length_m  double precision,
  add column former_geom      geometry(Geometry, 4490);
comment on column naming_item.former_starts_at is 'of a change of extent: where the place started in the register when the item was written';
comment on column naming_item.former_ends_at is 'of a change of extent: where it ended';
comment on column naming_item.former_length_m is 'of a change of extent: its length, metres';
comment on column naming_item.former_geom is 'of a change of extent: its line; EPSG:4490, x = longitude, y = latitude, degrees';

alter table naming_filing
  drop constraint naming_filing_sent,
  add constraint naming_filing_sent
    check (state::text in ('due', 'dropped') or (sent_on is not null and package_digest is not null));

-- Numbers of items run from 1 without a gap, so that they tell an item's place in the list of its case.
update naming_item i set position = counted.position
  from (select item_id, row_number() over (partition by case_id order by position) as position from naming_item) counted
 where counted.item_id = i.item_id and counted.position <> i.position;
