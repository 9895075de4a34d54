-- archives.insert_borrowing
-- $1 borrowing  $2 volume  $3 borrower  $4 unit  $5 purpose  $6 lent on  $7 due on  $8 by
insert into archive_borrowing (borrowing_id, volume_id, borrower, unit, purpose, lent_on, due_on, lent_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
