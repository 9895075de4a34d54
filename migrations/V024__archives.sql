-- Demarcation archives 勘界档案 (R353 art. 13): volumes, the items in them, what each item belongs to, scans, loans and
-- packages that are handed over. Nothing is deleted: an item that is taken out and a scan that is withdrawn stay, with the
-- reason.

create type archive_class as enum ('general', 'results');
create type archive_retention as enum ('Y', 'D30', 'D10');
create type archive_secrecy as enum ('public', 'internal', 'confidential', 'secret');
create type archive_volume_state as enum
  ('collecting', 'arranged', 'catalogued', 'scanned', 'checked', 'stored', 'handed_over');
create type archive_item_type as enum
  ('approval', 'agreement', 'agreement_map', 'line_description', 'marker_registration', 'marker_photos', 'marker_results',
   'point_results', 'minutes', 'technical_report', 'inspection_report', 'change_papers', 'other');
create type archive_media_type as enum ('pdf', 'jpeg', 'png', 'tiff');
create type archive_condition as enum ('good', 'damaged', 'incomplete');

-- Objects of the store that something else than a photo holds: the sweep leaves them alone.
create table object_holder (
  digest       bytea not null references photo_object,
  subject_kind text  not null,
  subject_id   uuid  not null,
  primary key (digest, subject_kind, subject_id),
  constraint object_holder_word check (subject_kind ~ '^[a-z][a-z_]{0,39}$')
);
create trigger object_holder_is_kept before update or delete or truncate on object_holder
  for each statement execute function forbid_removal();
comment on table object_holder is 'what else than photos holds an object of the store, which is kept for it';
comment on column object_holder.digest is 'SHA-256 of the object';
comment on column object_holder.subject_kind is 'what kind of thing holds it, such as archive_scan';
comment on column object_holder.subject_id is 'which one';

create table archive_volume (
  volume_id        uuid                 primary key,
  class            archive_class        not null,
  title            text                 not null,
  year             integer,
  line_id          uuid                 references boundary_line,
  retention        archive_retention    not null,
  secrecy          archive_secrecy      not null,
  office_code      text                 not null,
  remark           text,
  catalogue_number text,
  box              text,
  shelf            text,
  state            archive_volume_state not null,
  arranged_by      uuid                 references user_account,
  checked_by       uuid                 references user_account,
  receiver         text,
  handed_over_on   date,
  version          bigint               not null default 1,
  created_by       uuid                 not null references user_account,
  created_at       timestamptz          not null,
  constraint archive_volume_number_unique unique (catalogue_number),
  constraint archive_volume_title_form check (length(title) between 1 and 200),
  constraint archive_volume_class check
    (case class when 'general' then year is not null and line_id is null else line_id is not null and year is null end),
  constraint archive_volume_year check (year between 1900 and 2100),
  constraint archive_volume_office_form check (office_code ~ '^[A-Z0-9]{1,10}$'),
  constraint archive_volume_remark_form check (length(remark) between 1 and 1000),
  constraint archive_volume_number_form check (length(catalogue_number) between 1 and 100),
  constraint archive_volume_numbered check (catalogue_number is not null or state in ('collecting', 'arranged')),
  constraint archive_volume_box_form check (length(box) between 1 and 40),
  constraint archive_volume_shelf_form check (length(shelf) between 1 and 100),
  constraint archive_volume_placed check ((box is not null and shelf is not null) or state not in ('stored', 'handed_over')),
  constraint archive_volume_arranged check (arranged_by is not null or state = 'collecting'),
  constraint archive_volume_checked check (checked_by is not null or state not in ('checked', 'stored', 'handed_over')),
  constraint archive_volume_four_eyes check (checked_by <> arranged_by),
  constraint archive_volume_receiver_form check (length(receiver) between 1 and 200),
  constraint archive_volume_handed_over check
    ((state = 'handed_over') = (receiver is not null) and (receiver is null) = (handed_over_on is null))
);
create index archive_volume_by_line on archive_volume (line_id);
create trigger archive_volume_is_kept before delete or truncate on archive_volume
  for each statement execute function forbid_removal();
comment on table archive_volume is 'archive volumes 案卷; each change is an event of subject archive_volume';
comment on column archive_volume.volume_id is 'UUIDv7';
comment on column archive_volume.class is 'general documents 文书综合材料, by year and subject; result materials 勘界成果材料, by line';
comment on column archive_volume.title is 'title of the volume 案卷题名';
comment on column archive_volume.year is 'of general documents, the year in which they were made';
comment on column archive_volume.line_id is 'of result materials, the line';
comment on column archive_volume.retention is 'how long it is kept 保管期限 (DA/T 22): Y permanently, D30 and D10 for 30 and 10 years';
comment on column archive_volume.secrecy is 'secrecy grade 密级';
comment on column archive_volume.office_code is 'code of the office or the subject 机构（问题）代码';
comment on column archive_volume.remark is 'note on the volume 备考';
comment on column archive_volume.catalogue_number is 'catalogue number 档号 (src/archives/number.rs), given when it is catalogued and kept from then on';
comment on column archive_volume.box is 'box 盒号';
comment on column archive_volume.shelf is 'where the box stands: repository, rack, level';
comment on column archive_volume.state is 'how far it is; read off its last event';
comment on column archive_volume.arranged_by is 'who put it in order the last time';
comment on column archive_volume.checked_by is 'who checked it since: somebody else';
comment on column archive_volume.receiver is 'to whom it was handed over 移交接收单位';
comment on column archive_volume.handed_over_on is 'civil day of that';
comment on column archive_volume.version is 'counts changes of the volume and all that is in it; the ETag';
comment on column archive_volume.created_by is 'account that opened it';
comment on column archive_volume.created_at is 'instant';

create table archive_number_series (
  series text    primary key,
  last   integer not null,
  constraint archive_number_series_last check (last between 1 and 9999)
);
comment on table archive_number_series is 'the last volume serial of each beginning of a catalogue number';
comment on column archive_number_series.series is 'the catalogue number but for the serial';
comment on column archive_number_series.last is 'the last serial that was given';

create table archive_item (
  item_id         uuid              primary key,
  volume_id       uuid              not null references archive_volume,
  serial          integer           not null,
  item_type       archive_item_type not null,
  document_number text,
  author          text              not null,
  title           text              not null,
  dated_on        date,
  secrecy         archive_secrecy   not null,
  pages           integer,
  sealed          boolean,
  signed          boolean,
  remark          text,
  added_by        uuid              not null references user_account,
  added_at        timestamptz       not null,
  removed_by      uuid              references user_account,
  removed_at      timestamptz,
  removed_reason  text,
  constraint archive_item_one_serial exclude using btree (volume_id with =, serial with =) where (removed_at is null)
    deferrable initially deferred,
  constraint archive_item_serial check (serial between 1 and 2000),
  constraint archive_item_number_form check (length(document_number) between 1 and 100),
  constraint archive_item_author_form check (length(author) between 1 and 200),
  constraint archive_item_title_form check (length(title) between 1 and 300),
  constraint archive_item_pages check (pages between 1 and 10000),
  constraint archive_item_remark_form check (length(remark) between 1 and 500),
  constraint archive_item_removed check (num_nulls(removed_by, removed_at, removed_reason) in (0, 3)),
  constraint archive_item_reason_form check (length(removed_reason) between 1 and 1000)
);
create index archive_item_by_volume on archive_item (volume_id);
create trigger archive_item_is_kept before delete or truncate on archive_item
  for each statement execute function forbid_removal();
comment on table archive_item is 'items 件 of a volume; one that is taken out stays here, with the reason';
comment on column archive_item.item_id is 'UUIDv7';
comment on column archive_item.volume_id is 'the volume';
comment on column archive_item.serial is 'place in the volume 序号, from 1; of an item that was taken out, the place that it had';
comment on column archive_item.item_type is 'what it is';
comment on column archive_item.document_number is 'document number 文号';
comment on column archive_item.author is 'who made it 责任者';
comment on column archive_item.title is 'title 题名';
comment on column archive_item.dated_on is 'civil day on the document; null when it bears none';
comment on column archive_item.secrecy is 'secrecy grade 密级';
comment on column archive_item.pages is 'pages that bear anything 页数; null until they were counted';
comment on column archive_item.sealed is 'whether it bears every seal that it needs; null until somebody looked';
comment on column archive_item.signed is 'whether it bears every signature that it needs; null until somebody looked';
comment on column archive_item.remark is 'remark 备注';
comment on column archive_item.added_by is 'account that added it';
comment on column archive_item.added_at is 'instant';
comment on column archive_item.removed_by is 'account that took it out';
comment on column archive_item.removed_at is 'instant';
comment on column archive_item.removed_reason is 'why';

create table archive_item_link (
  item_id       uuid    not null references archive_item,
  ordinal       integer not null,
  line_id       uuid    references boundary_line,
  marker_id     uuid    references boundary_marker,
  inspection_id uuid,
  case_id       uuid    references naming_case,
  page          integer,
  primary key (item_id, ordinal),
  constraint archive_item_link_ordinal check (ordinal between 1 and 100),
  constraint archive_item_link_one check (num_nonnulls(line_id, marker_id, inspection_id, case_id) = 1),
  constraint archive_item_link_page check (page between 1 and 10000)
);
create index archive_item_link_by_line on archive_item_link (line_id) where line_id is not null;
create index archive_item_link_by_marker on archive_item_link (marker_id) where marker_id is not null;
create index archive_item_link_by_inspection on archive_item_link (inspection_id) where inspection_id is not null;
create index archive_item_link_by_case on archive_item_link (case_id) where case_id is not null;
comment on table archive_item_link is 'what an item belongs to; each link names one thing';
comment on column archive_item_link.item_id is 'the item';
comment on column archive_item_link.ordinal is 'place among the links of the item, from 1';
comment on column archive_item_link.line_id is 'a boundary line';
comment on column archive_item_link.marker_id is 'a boundary marker';
comment on column archive_item_link.inspection_id is 'a joint inspection 联合检查';
comment on column archive_item_link.case_id is 'a naming case';
comment on column archive_item_link.page is 'page of the item that speaks of it, from 1; null for all of it';

create table archive_scan (
  scan_id          uuid               primary key,
  item_id          uuid               not null references archive_item,
  ordinal          integer            not null,
  digest           bytea              not null references photo_object,
  size             bigint             not null,
  media_type       archive_media_type not null,
  pages            integer            not null,
  counted_pages    integer,
  scanned_by       uuid               not null references user_account,
  scanned_at       timestamptz        not null,
  withdrawn_by     uuid               references user_account,
  withdrawn_at     timestamptz,
  withdrawn_reason text,
  constraint archive_scan_ordinal unique (item_id, ordinal),
  constraint archive_scan_ordinal_range check (ordinal between 1 and 100),
  constraint archive_scan_size check (size > 0),
  constraint archive_scan_pages check (pages between 1 and 10000),
  constraint archive_scan_counted check (counted_pages >= 0),
  constraint archive_scan_withdrawn check (num_nulls(withdrawn_by, withdrawn_at, withdrawn_reason) in (0, 3)),
  constraint archive_scan_reason_form check (length(withdrawn_reason) between 1 and 1000)
);
create unique index archive_scan_once on archive_scan (item_id, digest) where withdrawn_at is null;
create index archive_scan_by_digest on archive_scan (digest);
create trigger archive_scan_is_kept before delete or truncate on archive_scan
  for each statement execute function forbid_removal();
comment on table archive_scan is 'scans of items; the files lie in the object store under their SHA-256 and are never removed';
comment on column archive_scan.scan_id is 'UUIDv7';
comment on column archive_scan.item_id is 'the item';
comment on column archive_scan.ordinal is 'place among the scans of the item, from 1, withdrawn ones counted';
comment on column archive_scan.digest is 'SHA-256 of the file';
comment on column archive_scan.size is 'bytes';
comment on column archive_scan.media_type is 'as found in the bytes';
comment on column archive_scan.pages is 'pages that it shows, as the archivist says';
comment on column archive_scan.counted_pages is 'pages that the file has, as counted in it; null when they cannot be counted';
comment on column archive_scan.scanned_by is 'account that sent it';
comment on column archive_scan.scanned_at is 'instant';
comment on column archive_scan.withdrawn_by is 'account that withdrew it';
comment on column archive_scan.withdrawn_at is 'instant';
comment on column archive_scan.withdrawn_reason is 'why';

create table archive_borrowing (
  borrowing_id uuid        primary key,
  volume_id    uuid        not null references archive_volume,
  borrower     text        not null,
  unit         text        not null,
  purpose      text        not null,
  lent_on      date        not null,
  due_on       date        not null,
  lent_by      uuid        not null references user_account,
  returned_on  date,
  returned_to  uuid        references user_account,
  condition    archive_condition,
  note         text,
  version      bigint      not null default 1,
  constraint archive_borrowing_borrower_form check (length(borrower) between 1 and 100),
  constraint archive_borrowing_unit_form check (length(unit) between 1 and 200),
  constraint archive_borrowing_purpose_form check (length(purpose) between 1 and 500),
  constraint archive_borrowing_due check (lent_on <= due_on),
  constraint archive_borrowing_returned check
    (num_nulls(returned_on, returned_to, condition) in (0, 3) and lent_on <= returned_on),
  constraint archive_borrowing_note_form check (length(note) between 1 and 500)
);
create unique index archive_borrowing_one_open on archive_borrowing (volume_id) where returned_on is null;
create index archive_borrowing_by_volume on archive_borrowing (volume_id);
create trigger archive_borrowing_is_kept before delete or truncate on archive_borrowing
  for each statement execute function forbid_removal();
comment on table archive_borrowing is 'borrowing log 借阅登记: who has, or had, a volume';
comment on column archive_borrowing.borrowing_id is 'UUIDv7';
comment on column archive_borrowing.volume_id is 'the volume';
comment on column archive_borrowing.borrower is 'who took it';
comment on column archive_borrowing.unit is 'for which unit';
comment on column archive_borrowing.purpose is 'what for';
comment on column archive_borrowing.lent_on is 'civil day on which it went';
comment on column archive_borrowing.due_on is 'civil day by which it is to be back';
comment on column archive_borrowing.lent_by is 'account that gave it out';
comment on column archive_borrowing.returned_on is 'civil day on which it came back; null while it is out';
comment on column archive_borrowing.returned_to is 'account that took it back';
comment on column archive_borrowing.condition is 'how it came back';
comment on column archive_borrowing.note is 'in words';
comment on column archive_borrowing.version is 'counts changes; the ETag';

create table archive_export (
  export_id       uuid        primary key,
  recipient       text        not null,
  purpose         text        not null,
  manifest        text        not null,
  manifest_digest bytea       not null,
  volumes         uuid[]      not null,
  exported_by     uuid        not null references user_account,
  exported_at     timestamptz not null,
  constraint archive_export_recipient_form check (length(recipient) between 1 and 200),
  constraint archive_export_purpose_form check (length(purpose) between 1 and 500),
  constraint archive_export_digest_form check (octet_length(manifest_digest) = 32),
  constraint archive_export_volumes check (cardinality(volumes) > 0)
);
create trigger archive_export_is_kept before update or delete or truncate on archive_export
  for each statement execute function forbid_removal();
comment on table archive_export is 'packages of volumes that were made to be handed over; never changed';
comment on column archive_export.export_id is 'UUIDv7';
comment on column archive_export.recipient is 'for whom';
comment on column archive_export.purpose is 'what for';
comment on column archive_export.manifest is 'manifest.json of the package, byte by byte';
comment on column archive_export.manifest_digest is 'its SHA-256';
comment on column archive_export.volumes is 'the volumes, in the order of the manifest';
comment on column archive_export.exported_by is 'account that made it; no other can fetch the package';
comment on column archive_export.exported_at is 'instant';
