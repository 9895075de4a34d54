-- signs.insert_report
-- $1 report  $2 number  $3 state  $4 source  $5 damage  $6 severity  $7 sign  $8 face  $9 location  $10 description
-- $11 position  $12 accuracy m  $13 stated system  $14 township  $15 seen at  $16 received at  $17 account
insert into damage_report (report_id, report_number, state, source, damage, severity, sign_id, face_id, location,
                           description, geom, accuracy_m, stated_crs, township_code, seen_at, received_at, reported_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
