-- imports.insert_further_names
-- $1 import
insert into name (name_id, feature_id, text, kind, status, specific, generic, pinyin, search_key)
select f.name_id, r.feature_id, f.text, f.kind, f.status, f.specific, f.generic, f.pinyin, f.search_key
  from import_row r
  cross join lateral jsonb_to_recordset(r.further_names)
    as f(name_id uuid, text text, kind name_kind, status name_status, specific text, generic text, pinyin text, search_key text)
 where r.import_id = $1 and not r.refused
   and not exists (select from name n where n.feature_id = r.feature_id and n.kind = f.kind and n.text = f.text)
