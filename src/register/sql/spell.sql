-- register.spell
update name set pinyin = $2, search_key = $3, pinyin_source = $4::text::pinyin_source where name_id = $1
