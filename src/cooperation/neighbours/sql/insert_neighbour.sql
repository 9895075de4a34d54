-- cooperation.insert_neighbour
-- $1 code  $2 id  $3 name  $4 months between regular meetings  $5 by  $6 at
insert into neighbour (neighbour_code, neighbour_id, name, meeting_months, created_by, created_at)
values ($1, $2, $3, $4, $5, $6)
