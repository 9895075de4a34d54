-- Boundary lines and markers 行政区域界线、界桩 (State Council Order 353): where one division ends and its neighbour begins, as
-- both have agreed. Lines, points, segments, markers and tie points are facts of the register and have its record time.
--
-- A line runs from point to point: its shape is that of its segments, stored once and for both sides. Markers stand at
-- points: one on the line, or two or three beside it with one number, such as on both banks of a river.

create type boundary_level as enum ('province', 'prefecture', 'county', 'township');
create type boundary_line_state as enum
  ('proposed', 'agreed', 'approved', 'published', 'managed', 'changed', 'abolished');
create type boundary_point_kind as enum ('turning_point', 'marker_point', 'tri_junction');
create type boundary_feature as enum ('river', 'ditch', 'road', 'dyke', 'ridge', 'field_edge', 'straight');
create type marker_type as enum ('single', 'double', 'triple');
create type marker_state as enum
  ('planned', 'set', 'in_service', 'damaged', 'missing', 'moved', 'text_worn', 'tie_point_lost', 'neighbour_notified',
   'joint_repair', 'scrapped');

create table boundary_line (
  line_id              uuid                primary key,
  line_code            text                not null,
  level                boundary_level      not null,
  name                 text                not null,
  left_code            text                not null,
  right_code           text                not null,
  state                boundary_line_state not null,
  length_m             double precision,
  agreement_number     text,
  agreed_on            date,
  approving_authority  text,
  approval_number      text,
  approved_on          date,
  published_on         date,
  ended_on             date,
  alignment            text,
  disputed             boolean             not null default false,
  source               text                not null,
  illustrative         boolean             not null default false,
  recorded_in          bigint              not null references commit_log,
  constraint boundary_line_code_unique unique (line_code),
  constraint boundary_line_code_form check (line_code ~ '^([0-9]{4}|[0-9]{8}|[0-9]{12}|[0-9]{18})$'),
  constraint boundary_line_code_of_sides check
    (line_code = least(left_code collate "C", right_code collate "C") || greatest(left_code collate "C", right_code collate "C")),
  constraint boundary_line_sides check (left_code <> right_code and length(left_code) = length(right_code)),
  constraint boundary_line_level check (length(left_code) = case level when 'province' then 2 when 'prefecture' then 4
                                                                      when 'county' then 6 else 9 end),
  constraint boundary_line_name_form check (length(name) between 1 and 200),
  constraint boundary_line_length check (length_m > 0 and length_m < 10000000),
  constraint boundary_line_agreement_form check (length(agreement_number) between 1 and 100),
  constraint boundary_line_authority_form check (length(approving_authority) between 1 and 100),
  constraint boundary_line_approval_form check (length(approval_number) between 1 and 100),
  constraint boundary_line_source_form check (length(source) between 1 and 200),
  constraint boundary_line_alignment_form check (length(alignment) between 1 and 100000),
  constraint boundary_line_agreed check (agreed_on is not null or state = 'proposed'),
  constraint boundary_line_approved check (approved_on is not null or state in ('proposed', 'agreed', 'abolished')),
  constraint boundary_line_published check (published_on is not null or state not in ('published', 'managed')),
  constraint boundary_line_days check (agreed_on <= approved_on and approved_on <= published_on),
  constraint boundary_line_ended check ((ended_on is not null) = (state in ('changed', 'abolished')))
);
create index boundary_line_by_side on boundary_line (left_code);
create index boundary_line_by_other_side on boundary_line (right_code);
comment on table boundary_line is 'the line between two divisions (R353 art. 2)';
comment on column boundary_line.line_id is 'UUIDv7';
comment on column boundary_line.line_code is 'code of the lower side and code of the higher side, one after the other';
comment on column boundary_line.level is 'level of both sides';
comment on column boundary_line.name is 'what people call it';
comment on column boundary_line.left_code is 'code of the division on the left hand of who walks the segments in their order; GB/T 2260, GB/T 10114';
comment on column boundary_line.right_code is 'code of the division on the right hand';
comment on column boundary_line.state is 'where it stands in its life (R353 art. 2, 4, 9)';
comment on column boundary_line.length_m is 'length in metres as the agreement states it; null when it states none';
comment on column boundary_line.agreement_number is 'number of the agreement 协议书';
comment on column boundary_line.agreed_on is 'civil day on which both sides signed';
comment on column boundary_line.approving_authority is 'who approved it, and gets reports of joint inspections';
comment on column boundary_line.approval_number is 'number of the approval';
comment on column boundary_line.approved_on is 'civil day of the approval';
comment on column boundary_line.published_on is 'civil day of the notice (R353 art. 4)';
comment on column boundary_line.ended_on is 'civil day from which it is no line any more (R353 art. 9)';
comment on column boundary_line.alignment is 'description of the line 走向说明, as agreed';
comment on column boundary_line.disputed is 'whether a dispute about it is open';
comment on column boundary_line.source is 'where the shape comes from';
comment on column boundary_line.illustrative is 'made for demonstration';
select track('boundary_line', 'line_id');

create table boundary_point (
  point_id     uuid                primary key,
  kind         boundary_point_kind not null,
  name         text                not null,
  agreement    text,
  agreed_on    date,
  geom         geometry(Point, 4490) not null,
  accuracy_m   double precision,
  illustrative boolean             not null default false,
  recorded_in  bigint              not null references commit_log,
  constraint boundary_point_name_form check (length(name) between 1 and 100),
  constraint boundary_point_agreement check (agreement is null or kind = 'tri_junction'),
  constraint boundary_point_agreement_form check (length(agreement) between 1 and 200),
  constraint boundary_point_agreed check (agreed_on is null or agreement is not null),
  constraint boundary_point_accuracy check (accuracy_m >= 0 and accuracy_m < 100000)
);
create index boundary_point_by_geom on boundary_point using gist (geom);
comment on table boundary_point is 'a point of boundary lines 界线点 at which segments begin and end';
comment on column boundary_point.point_id is 'UUIDv7';
comment on column boundary_point.kind is 'turning point, point with markers, or meeting point of three divisions 三交点';
comment on column boundary_point.name is 'its number in the table of results of boundary points 边界点成果表';
comment on column boundary_point.agreement is 'agreement of all three sides on a meeting point';
comment on column boundary_point.agreed_on is 'civil day of that agreement';
comment on column boundary_point.geom is 'EPSG:4490, x = longitude, y = latitude, degrees; internal';
comment on column boundary_point.accuracy_m is 'accuracy of the position in metres, as the survey states it; null when not stated';
comment on column boundary_point.illustrative is 'made for demonstration';
select track('boundary_point', 'point_id');

create table boundary_segment (
  segment_id   uuid             primary key,
  line_id      uuid             not null references boundary_line,
  part         integer          not null,
  ordinal      integer          not null,
  from_point   uuid             not null references boundary_point,
  to_point     uuid             not null references boundary_point,
  feature      boundary_feature not null,
  feature_name text,
  geom         geometry(LineString, 4490) not null,
  ended_on     date,
  recorded_in  bigint           not null references commit_log,
  constraint boundary_segment_part check (part >= 1),
  constraint boundary_segment_ordinal check (ordinal >= 1),
  constraint boundary_segment_feature_name_form check (length(feature_name) between 1 and 100)
);
create unique index boundary_segment_one_place on boundary_segment (line_id, part, ordinal) where ended_on is null;
create index boundary_segment_by_from on boundary_segment (from_point);
create index boundary_segment_by_to on boundary_segment (to_point);
create index boundary_segment_by_geom on boundary_segment using gist (geom);
comment on table boundary_segment is 'a piece of a line from one point to the next 界线段';
comment on column boundary_segment.segment_id is 'UUIDv7';
comment on column boundary_segment.part is 'a line may have parts that do not touch; from 1, in the order of the line';
comment on column boundary_segment.ordinal is 'place in its part, from 1';
comment on column boundary_segment.from_point is 'where it begins';
comment on column boundary_segment.to_point is 'where it ends; the same point as where it begins when it goes round an exclave';
comment on column boundary_segment.feature is 'what it follows on the ground 线状地物 (R353 art. 5)';
comment on column boundary_segment.feature_name is 'what that is called';
comment on column boundary_segment.geom is 'EPSG:4490, x = longitude, y = latitude, degrees, both points among its vertices; internal';
comment on column boundary_segment.ended_on is 'civil day from which it is no part of the line any more';
select track('boundary_segment', 'line_id');

create table boundary_marker (
  marker_id        uuid         primary key,
  line_id          uuid         not null references boundary_line,
  point_id         uuid         not null references boundary_point,
  serial           integer      not null,
  letter           "char"       not null,
  marker_number    text         not null,
  type             marker_type  not null,
  faces            integer      not null,
  state            marker_state not null,
  material         text,
  location         text,
  set_on           date,
  ended_on         date,
  responsible_code text         not null,
  geom             geometry(Point, 4490) not null,
  accuracy_m       double precision,
  height_m         double precision,
  method           text,
  illustrative     boolean      not null default false,
  recorded_in      bigint       not null references commit_log,
  constraint boundary_marker_number_unique unique (marker_number),
  constraint boundary_marker_serial_unique unique (line_id, serial, letter),
  constraint boundary_marker_serial check (serial between 1 and 999),
  constraint boundary_marker_letter check
    (letter = any (case type when 'single' then '{Q}'::"char"[] when 'double' then '{A,B}'::"char"[] else '{C,D,E}'::"char"[] end)),
  constraint boundary_marker_number_form check
    (marker_number ~ '^([0-9]{4}|[0-9]{8}|[0-9]{12}|[0-9]{18})[0-9]{3}[QABCDE]$'
     and right(marker_number, 4) = lpad(serial::text, 3, '0') || letter::text),
  constraint boundary_marker_faces check (faces in (2, 3)),
  constraint boundary_marker_material_form check (length(material) between 1 and 100),
  constraint boundary_marker_location_form check (length(location) between 1 and 500),
  constraint boundary_marker_method_form check (length(method) between 1 and 100),
  constraint boundary_marker_responsible_form check (responsible_code ~ '^[0-9]{2,9}$'),
  constraint boundary_marker_set check (set_on is not null or state in ('planned', 'scrapped')),
  constraint boundary_marker_ended check ((ended_on is not null) = (state = 'scrapped') and set_on <= ended_on),
  constraint boundary_marker_accuracy check (accuracy_m >= 0 and accuracy_m < 100000),
  constraint boundary_marker_height check (height_m between -500 and 9000)
);
create index boundary_marker_by_point on boundary_marker (point_id);
create index boundary_marker_by_geom on boundary_marker using gist (geom);
comment on table boundary_marker is 'a boundary marker 界桩 (R353 art. 5, 6; JZ08)';
comment on column boundary_marker.marker_id is 'UUIDv7';
comment on column boundary_marker.line_id is 'the line in whose numbers it counts';
comment on column boundary_marker.point_id is 'the point of the line that it marks';
comment on column boundary_marker.serial is 'running number on the line, from the west or from the north';
comment on column boundary_marker.letter is 'Q single; A and B of a double, the smaller code first; C, D and E of a triple';
comment on column boundary_marker.marker_number is 'code of the line, serial of three digits, letter';
comment on column boundary_marker.type is 'single 单立, double 同号双立 or triple 同号三立';
comment on column boundary_marker.faces is 'two-faced 双面型, or three-faced 三面型 at a meeting point';
comment on column boundary_marker.state is 'where it stands in its life; defects follow from its repairs';
comment on column boundary_marker.material is 'what it is made of';
comment on column boundary_marker.location is 'where it stands, in words';
comment on column boundary_marker.set_on is 'civil day on which it was set';
comment on column boundary_marker.ended_on is 'civil day on which it was scrapped';
comment on column boundary_marker.responsible_code is 'code of the side in charge of it (R353 art. 6)';
comment on column boundary_marker.geom is 'EPSG:4490, x = longitude, y = latitude, degrees, as registered; internal';
comment on column boundary_marker.accuracy_m is 'accuracy of the position in metres, as the survey states it; null when not stated';
comment on column boundary_marker.height_m is 'height in metres, 1985 national height datum; null when not surveyed';
comment on column boundary_marker.method is 'how the position was surveyed';
comment on column boundary_marker.illustrative is 'made for demonstration';
select track('boundary_marker', 'marker_id');

create table boundary_tie_point (
  tie_point_id uuid             primary key,
  marker_id    uuid             not null references boundary_marker,
  ordinal      integer          not null,
  name         text             not null,
  azimuth_deg  double precision not null,
  distance_m   double precision not null,
  lost_on      date,
  recorded_in  bigint           not null references commit_log,
  constraint boundary_tie_point_ordinal check (ordinal between 1 and 99),
  constraint boundary_tie_point_name_form check (length(name) between 1 and 200),
  constraint boundary_tie_point_azimuth check (azimuth_deg >= 0 and azimuth_deg < 360),
  constraint boundary_tie_point_distance check (distance_m > 0 and distance_m < 10000)
);
create unique index boundary_tie_point_one_place on boundary_tie_point (marker_id, ordinal) where lost_on is null;
create index boundary_tie_point_by_marker on boundary_tie_point (marker_id);
comment on table boundary_tie_point is 'a lasting thing near a marker, by which its place is found again 方位物; internal';
comment on column boundary_tie_point.tie_point_id is 'UUIDv7';
comment on column boundary_tie_point.ordinal is 'place among those of its marker, from 1';
comment on column boundary_tie_point.name is 'what it is';
comment on column boundary_tie_point.azimuth_deg is 'azimuth from the marker to it, degrees clockwise from true north, 0 to below 360';
comment on column boundary_tie_point.distance_m is 'distance from the marker in metres, along the ground taken as level';
comment on column boundary_tie_point.lost_on is 'civil day on which it was found to be gone';
select track('boundary_tie_point', 'marker_id');

create table boundary_source (
  source_id    uuid    primary key,
  title        text    not null,
  authority    text    not null,
  document     text    not null,
  declared_on  date    not null,
  withdrawn_on date,
  illustrative boolean not null default false,
  recorded_in  bigint  not null references commit_log,
  constraint boundary_source_title_form check (length(title) between 1 and 200),
  constraint boundary_source_authority_form check (length(authority) between 1 and 100),
  constraint boundary_source_document_form check (length(document) between 1 and 200),
  constraint boundary_source_withdrawn check (declared_on <= withdrawn_on)
);
create unique index boundary_source_one on boundary_source ((withdrawn_on is null)) where withdrawn_on is null;
comment on table boundary_source is 'declarations of an officer that the boundaries kept here are drawn from an officially approved source (R353 art. 14, 18); without one no boundary is public';
comment on column boundary_source.source_id is 'UUIDv7';
comment on column boundary_source.title is 'the source, such as the detailed map of the notice';
comment on column boundary_source.authority is 'who published or examined it';
comment on column boundary_source.document is 'number of the notice or of the map examination 审图号';
comment on column boundary_source.declared_on is 'civil day of the declaration';
comment on column boundary_source.withdrawn_on is 'civil day on which the declaration was taken back';
comment on column boundary_source.illustrative is 'a source made for demonstration; maps say so';
select track('boundary_source', 'source_id');

-- The declaration in force. What it allows does not depend on what the register said on another day: what was withdrawn
-- is not public as of a past version either.
create function public_boundary_source() returns setof boundary_source language sql stable as $$
  select * from boundary_source where withdrawn_on is null
$$;
