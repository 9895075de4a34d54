-- The register: divisions, built-up areas, places, streets and their names.
--
-- A feature is the thing itself; every statement about it is a dated edition in one of the tables below, and its
-- names are records of their own. Valid time is [valid_from, valid_to) in civil days of the office; -infinity
-- means "for longer than anyone recorded", infinity means "still". All geometry is CGCS2000 geographic
-- (EPSG:4490) with x = longitude, y = latitude in degrees.

create type feature_kind as enum ('division', 'built_up_area', 'place');
create type pinyin_source as enum ('auto', 'confirmed');

create table feature (
  feature_id uuid         primary key,
  kind       feature_kind not null
);
comment on table feature is 'identity only: what stays the same while its editions and names change';

create table category (
  code    text primary key check (code ~ '^[0-9]{5}$'),
  name_zh text not null,
  name_en text not null
);
comment on table category is 'category codes of GB/T 18521-2001, padded with zeros to five digits';

create type division_level as enum ('province', 'prefecture', 'county', 'township', 'village');
create table division (
  division_id       uuid           not null references feature,
  valid_from        date           not null default '-infinity',
  valid_to          date           not null default 'infinity',
  code              text           not null,
  level             division_level not null,
  unit_type         text,
  parent_id         uuid           references feature,
  counts_in_summary boolean        not null default false,
  in_built_up_area  boolean        not null default false,
  illustrative      boolean        not null default false,
  is_public         boolean        not null default true,
  attributes        jsonb          not null default '{}',
  geom              geometry(MultiPolygon, 4490),
  recorded_in       bigint         not null references commit_log,
  primary key (division_id, valid_from),
  constraint division_period check (valid_from < valid_to),
  constraint division_editions_apart exclude using gist
    (uuid_hash_extended(division_id, 0) with =, daterange(valid_from, valid_to) with &&),
  constraint division_code_unique exclude using gist
    (code with =, daterange(valid_from, valid_to) with &&)
);
create index division_by_parent on division (parent_id);
create index division_by_geom on division using gist (geom);
comment on column division.code is 'GB/T 2260 (6 digits), then GB/T 10114 (9, 12); kept as delivered even where it is neither';
comment on column division.unit_type is 'kind of unit, such as town, sub_district, township_like';
comment on column division.counts_in_summary is 'counts among the towns and sub-districts of the summary (domain: which make 26 or 27 is not settled)';
comment on column division.in_built_up_area is 'one of the units that make up the urban area';
comment on column division.illustrative is 'made for demonstration; not an official boundary (R353 art. 14)';
comment on column division.geom is 'EPSG:4490, x = longitude, y = latitude, degrees; null when no outline is known';
select track('division', 'division_id');

create table built_up_area (
  built_up_area_id uuid    not null references feature,
  valid_from       date    not null default '-infinity',
  valid_to         date    not null default 'infinity',
  division_id      uuid    references feature,
  illustrative     boolean not null default false,
  is_public        boolean not null default true,
  attributes       jsonb   not null default '{}',
  geom             geometry(MultiPolygon, 4490),
  recorded_in      bigint  not null references commit_log,
  primary key (built_up_area_id, valid_from),
  constraint built_up_area_period check (valid_from < valid_to),
  constraint built_up_area_editions_apart exclude using gist
    (uuid_hash_extended(built_up_area_id, 0) with =, daterange(valid_from, valid_to) with &&)
);
create index built_up_area_by_geom on built_up_area using gist (geom);
comment on table built_up_area is 'scope in which street names must not repeat (R753 art. 9(8))';
comment on column built_up_area.geom is 'EPSG:4490, x = longitude, y = latitude, degrees';
select track('built_up_area', 'built_up_area_id');

create table place (
  place_id     uuid    not null references feature,
  valid_from   date    not null default '-infinity',
  valid_to     date    not null default 'infinity',
  place_code   text,
  category     text    not null,
  division_id  uuid    references feature,
  illustrative boolean not null default false,
  is_public    boolean not null default true,
  attributes   jsonb   not null default '{}',
  geom         geometry(Geometry, 4490),
  recorded_in  bigint  not null references commit_log,
  primary key (place_id, valid_from),
  constraint place_period check (valid_from < valid_to),
  constraint place_editions_apart exclude using gist
    (uuid_hash_extended(place_id, 0) with =, daterange(valid_from, valid_to) with &&),
  constraint place_code_unique exclude using gist
    (place_code with =, daterange(valid_from, valid_to) with &&) where (place_code is not null),
  constraint place_code_shape check (place_code ~ '^[0-9]{20}$')
);
create index place_by_division on place (division_id);
create index place_by_category on place (category);
create index place_by_geom on place using gist (geom);
comment on column place.place_code is '20 digits: county 6, below county 3, category 5, serial 6; null until issued';
comment on column place.category is 'GB/T 18521 code, five digits; kept as delivered even where the table lacks it';
comment on column place.division_id is 'the division in whose code the place is kept';
comment on column place.attributes is 'further facts as delivered (origin, meaning, history, …)';
comment on column place.geom is 'EPSG:4490, x = longitude, y = latitude, degrees; any type, may be empty or invalid as delivered';
select track('place', 'place_id');

create type road_class as enum ('expressway', 'arterial', 'secondary', 'branch', 'lane');
create type admin_tier as enum ('urban', 'town', 'village');
create type orientation as enum ('E-W', 'N-S', 'ring');
create type surface as enum ('asphalt', 'concrete', 'gravel');
create table street (
  street_id    uuid        not null references feature,
  valid_from   date        not null default '-infinity',
  valid_to     date        not null default 'infinity',
  road_class   road_class,
  admin_tier   admin_tier,
  starts_at    text,
  ends_at      text,
  length_m     double precision check (length_m > 0 and length_m < 'infinity'),
  width_m      double precision check (width_m > 0 and width_m < 'infinity'),
  orientation  orientation,
  surface      surface,
  crosses      uuid[]      not null default '{}',
  recorded_in  bigint      not null references commit_log,
  primary key (street_id, valid_from),
  constraint street_period check (valid_from < valid_to),
  constraint street_editions_apart exclude using gist
    (uuid_hash_extended(street_id, 0) with =, daterange(valid_from, valid_to) with &&)
);
comment on table street is 'what is known of a place of category 235xx beyond the place itself';
comment on column street.admin_tier is 'urban 市区, town 镇级, village 乡村: whose road it is, beside the engineering class';
comment on column street.starts_at is 'the street or thing at which it starts, as announced';
comment on column street.length_m is 'announced length in metres';
comment on column street.width_m is 'announced width in metres';
comment on column street.orientation is '走向; decides the colour of the sign (GB 17733)';
comment on column street.crosses is 'the township-level divisions that its line meets, in order of code';
select track('street', 'street_id');

create type name_kind as enum ('standard', 'former', 'alias', 'colloquial', 'minority_language');
create type name_status as enum ('planned', 'current', 'cancelled');
create table name (
  name_id             uuid          primary key,
  feature_id          uuid          not null references feature,
  valid_from          date          not null default '-infinity',
  valid_to            date          not null default 'infinity',
  text                text          not null check (text <> ''),
  kind                name_kind     not null,
  status              name_status   not null,
  language            text          not null default 'zh',
  specific            text,
  generic             text,
  pinyin              text,
  pinyin_source       pinyin_source not null default 'auto',
  search_key          text          not null default '',
  approving_authority text,
  approved_on         date,
  document_number     text,
  is_public           boolean       not null default true,
  recorded_in         bigint        not null references commit_log,
  constraint name_period check (valid_from < valid_to),
  constraint name_one_standard exclude using gist
    (uuid_hash_extended(feature_id, 0) with =, daterange(valid_from, valid_to) with &&) where (kind = 'standard' and status <> 'planned')
);
create index name_by_feature on name (feature_id);
create index name_by_text on name (text);
comment on table name is 'one spelling of one feature; former and cancelled names stay (R753 art. 10, 15)';
comment on column name.kind is 'standard: the standard name in its period, former once that is over; former: known only as used before';
comment on column name.language is 'BCP 47 tag';
comment on column name.specific is '专名';
comment on column name.generic is '通名';
comment on column name.pinyin is 'Hanyu Pinyin with tone marks, spelled by (84)中地字第17号';
comment on column name.pinyin_source is 'auto: derived by rule; confirmed: a person chose the readings';
comment on column name.search_key is 'pinyin without tones, spaces and apostrophes, ü as v';
comment on column name.approved_on is 'civil day in the office';
comment on column name.document_number is 'document of approval, such as 天政函〔2023〕67号';
select track('name', 'feature_id');

create table local_reading (
  text        text        primary key check (text <> ''),
  reading     text        not null check (reading <> ''),
  note        text        not null default '',
  recorded_by text        not null,
  recorded_at timestamptz not null
);
comment on table local_reading is 'readings that people of the county confirmed; they win over the built-in ones';
comment on column local_reading.reading is 'syllables with tone marks, separated by spaces, one for each character';
