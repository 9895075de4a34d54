-- imports.insert_names
-- $1 import
insert into name (name_id, feature_id, valid_from, valid_to, text, kind, status, language, specific, generic, pinyin,
                  pinyin_source, search_key, approving_authority, approved_on, document_number)
select name_id, feature_id, valid_from, valid_to, name, kind, status, language, specific, generic, pinyin,
       pinyin_source::pinyin_source, search_key, approving_authority, approved_on, document_number
  from staged_name
 where import_id = $1
