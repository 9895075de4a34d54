-- signs.insert_order
-- $1 order  $2 number  $3 kind  $4 sign  $5 face  $6 new text  $7 new pinyin  $8 dangerous  $9 task  $10 kind of cause
-- $11 cause  $12 township  $13 due at  $14 by  $15 at
insert into repair_order (order_id, order_number, kind, state, sign_id, face_id, new_text, new_pinyin, is_dangerous, task,
                          cause_kind, cause_id, township_code, due_at, created_by, created_at)
values ($1, $2, $3, 'created', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
