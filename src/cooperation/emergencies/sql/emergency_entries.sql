-- cooperation.emergency_entries
select position, kind, at, text, recipient, document_number, entered_by, entered_at
  from emergency_entry
 where emergency_id = $1
 order by at, position
