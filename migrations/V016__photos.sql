-- Photos from the field: what is on its way (upload and its parts), what has arrived (photo), which stored objects hold
-- it, and what it belongs to (reference). Pictures lie in the object store under their SHA-256; here is what is known of
-- them. An upload becomes a photo in one transaction: there is never half a photo.

create type photo_position_source as enum ('stated', 'assumed', 'converted');

create table photo_object (
  digest       bytea       primary key,
  size         bigint      not null,
  announced_at timestamptz not null,
  constraint photo_object_digest_form check (octet_length(digest) = 32),
  constraint photo_object_size check (size > 0)
);
create index photo_object_by_age on photo_object (announced_at);
comment on table photo_object is 'objects that the store holds or is about to be given: announced here before it is written, so that none is forgotten there';
comment on column photo_object.digest is 'SHA-256 of the object, and its name in the store';
comment on column photo_object.size is 'bytes';
comment on column photo_object.announced_at is 'instant of the last announcement; the sweep leaves what was announced lately alone';

create table photo (
  photo_id            uuid        primary key,
  sent_digest         bytea       not null,
  sent_size           bigint      not null,
  digest              bytea       not null references photo_object,
  thumbnail_digest    bytea       not null references photo_object,
  media_type          text        not null,
  width               integer     not null,
  height              integer     not null,
  file_name           text,
  taken_at            timestamptz,
  position            geometry(point, 4490),
  position_source     photo_position_source,
  position_datum      text,
  position_accuracy_m double precision,
  uploaded_by         uuid        not null references user_account,
  uploaded_at         timestamptz not null,
  constraint photo_sent_digest_form check (octet_length(sent_digest) = 32),
  constraint photo_sent_size check (sent_size > 0),
  constraint photo_media_type check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  constraint photo_pixels check (width > 0 and height > 0),
  constraint photo_file_name_form check (length(file_name) between 1 and 255),
  constraint photo_position_whole check (num_nulls(position, position_source) in (0, 2)),
  constraint photo_position_datum_form check (length(position_datum) between 1 and 60),
  constraint photo_position_accuracy check (position_accuracy_m is null or (position_accuracy_m >= 0 and position is not null))
);
create index photo_by_digest on photo (digest);
create index photo_by_thumbnail_digest on photo (thumbnail_digest);
create index photo_by_age on photo (uploaded_at);
create trigger photo_is_kept before update or truncate on photo for each statement execute function forbid_removal();
comment on table photo is 'photos that arrived whole; never changed, and deleted only while nothing refers to them';
comment on column photo.photo_id is 'UUIDv7, made by the client that took the photo';
comment on column photo.sent_digest is 'SHA-256 of the bytes as they were sent: what a receipt confirms';
comment on column photo.sent_size is 'bytes as they were sent';
comment on column photo.digest is 'the picture without its metadata; pixels as they came';
comment on column photo.thumbnail_digest is 'JPEG, longest side 320 pixels';
comment on column photo.media_type is 'of the picture, as found in the bytes';
comment on column photo.width is 'pixels, the right side up';
comment on column photo.height is 'pixels, the right side up';
comment on column photo.file_name is 'as the client called it';
comment on column photo.taken_at is 'instant by the camera (Exif DateTimeOriginal), in the office''s time zone where the camera names none';
comment on column photo.position is 'where the camera stood, EPSG:4490, longitude first; from Exif GPS';
comment on column photo.position_source is 'stated: the photo names WGS 84 or CGCS2000; assumed: it names no datum, taken as WGS 84; converted: from GCJ-02 or BD-09';
comment on column photo.position_datum is 'Exif GPSMapDatum as written; one that is not known here leaves the position empty';
comment on column photo.position_accuracy_m is 'metres, Exif GPSHPositioningError';
comment on column photo.uploaded_by is 'account';
comment on column photo.uploaded_at is 'instant at which the last byte had arrived and the photo was kept';

create table photo_upload (
  photo_id    uuid        primary key,
  user_id     uuid        not null references user_account,
  length      bigint      not null,
  received    bigint      not null default 0,
  metadata    text        not null,
  file_name   text,
  sent_digest bytea,
  begun_at    timestamptz not null,
  expires_at  timestamptz not null,
  constraint photo_upload_received check (received between 0 and length - 1),
  constraint photo_upload_sent_digest_form check (octet_length(sent_digest) = 32)
);
create index photo_upload_by_user on photo_upload (user_id);
create index photo_upload_by_expiry on photo_upload (expires_at);
comment on table photo_upload is 'photos on their way (tus 1.0.0); the row goes when the photo is there, or when nobody went on';
comment on column photo_upload.photo_id is 'the photo that it will be; also the address of the upload';
comment on column photo_upload.user_id is 'account whose upload it is; for others it does not exist';
comment on column photo_upload.length is 'bytes in all, Upload-Length';
comment on column photo_upload.received is 'bytes that are kept, Upload-Offset; the last ones are kept as a photo or not at all';
comment on column photo_upload.metadata is 'Upload-Metadata as sent';
comment on column photo_upload.file_name is 'as the client calls it';
comment on column photo_upload.sent_digest is 'SHA-256 that the client announced';
comment on column photo_upload.begun_at is 'instant';
comment on column photo_upload.expires_at is 'instant, Upload-Expires; moved on with each piece';

create table photo_part (
  photo_id   uuid    not null references photo_upload on delete cascade,
  patch_id   uuid    not null,
  starts_at  bigint  not null,
  is_counted boolean not null,
  content    bytea   not null,
  primary key (photo_id, starts_at, patch_id),
  constraint photo_part_start check (starts_at >= 0),
  constraint photo_part_content check (octet_length(content) > 0)
);
alter table photo_part alter column content set storage external;
comment on table photo_part is 'bytes of an upload, piece by piece, in the transaction that moves its offset';
comment on column photo_part.patch_id is 'the request that brought it';
comment on column photo_part.starts_at is 'offset of its first byte';
comment on column photo_part.is_counted is 'false while the checksum of its request is not yet known to be right';
comment on column photo_part.content is 'the bytes; pictures do not compress, so this is not tried';

create table photo_reference (
  subject_kind text        not null,
  subject_id   uuid        not null,
  photo_id     uuid        not null references photo,
  role         text        not null,
  attached_by  text        not null,
  attached_at  timestamptz not null,
  primary key (subject_kind, subject_id, photo_id, role),
  constraint photo_reference_words check (subject_kind ~ '^[a-z][a-z_]{0,39}$' and role ~ '^[a-z][a-z_]{0,39}$')
);
create index photo_reference_by_photo on photo_reference (photo_id);
create trigger photo_reference_is_kept before update or delete or truncate on photo_reference
  for each statement execute function forbid_removal();
comment on table photo_reference is 'what a photo belongs to; a photo without a row here is swept some time after it came';
comment on column photo_reference.subject_kind is 'what kind of thing, such as damage_report';
comment on column photo_reference.subject_id is 'which one';
comment on column photo_reference.role is 'what the photo shows of it, such as before or after';
comment on column photo_reference.attached_by is 'log-in name';
comment on column photo_reference.attached_at is 'instant';
