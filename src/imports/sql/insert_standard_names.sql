-- imports.insert_standard_names
-- $1 import. A name is written where it begins: an edition that keeps the name of the one before it adds none.
with staged as (
  select r.*, lag(r.name) over by_day as name_before, max(r.valid_to) over (partition by r.feature_id) as last_day,
         case when r.known then (
           select n.text from name n
            where n.feature_id = r.feature_id and n.kind = 'standard' and n.status <> 'planned'
              and n.valid_from <= r.valid_from and r.valid_from < n.valid_to) end as name_on_record
    from import_row r
   where r.import_id = $1 and not r.refused
  window by_day as (partition by r.feature_id order by r.valid_from)
)
insert into name (name_id, feature_id, valid_from, valid_to, text, kind, status, specific, generic, pinyin,
                  pinyin_source, search_key, approving_authority, approved_on, document_number)
select s.name_id, s.feature_id, s.valid_from,
       coalesce(lead(s.valid_from) over (partition by s.feature_id order by s.valid_from), s.last_day),
       s.name, 'standard', 'current', s.specific, s.generic, s.pinyin, s.pinyin_source::pinyin_source, s.search_key,
       s.approving_authority, s.approved_on, s.document_number
  from staged s
 where s.name is distinct from coalesce(s.name_before, s.name_on_record)
