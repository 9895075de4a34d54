-- cooperation.insert_screening
-- $1 id  $2 number  $3 neighbour  $4 line  $5 kind  $6 held on  $7 route  $8 participants  $9 findings  $10 by  $11 at
insert into screening (screening_id, screening_number, neighbour_code, line_id, kind, held_on, route, participants,
                       findings, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
