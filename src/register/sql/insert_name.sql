-- register.insert_name
insert into name (name_id, feature_id, valid_from, valid_to, text, kind, status, language, specific, generic, pinyin,
                  search_key, approving_authority, approved_on, document_number)
values ($1, $2, $3, $4, $5, $6, $7::text::name_status, $8, $9, $10, $11, $12, $13, $14, $15)
