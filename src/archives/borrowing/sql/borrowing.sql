-- archives.borrowing
-- $1 borrowing
select b.borrowing_id, b.volume_id, v.catalogue_number, v.title, b.borrower, b.unit, b.purpose, b.lent_on, b.due_on,
       b.returned_on, b.condition, b.note, b.version
  from archive_borrowing b join archive_volume v using (volume_id)
 where b.borrowing_id = $1
