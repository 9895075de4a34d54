-- archives.borrowings
-- $1 only those that are open, or back  $2 only those due before this day  $3 before this borrowing  $4 limit
select b.borrowing_id, b.volume_id, v.catalogue_number, v.title, b.borrower, b.unit, b.purpose, b.lent_on, b.due_on,
       b.returned_on, b.condition, b.note, b.version
  from archive_borrowing b join archive_volume v using (volume_id)
 where ($1::boolean is null or (b.returned_on is null) = $1)
   and ($2::date is null or b.due_on < $2)
   and ($3::uuid is null or b.borrowing_id < $3)
 order by b.borrowing_id desc
 limit $4
