-- cooperation.insert_dispute
-- $1 id  $2 number  $3 neighbour  $4 line  $5 township  $6 place  $7 description  $8 parties  $9 people  $10 reported at
-- $11 response due  $12 by  $13 at
insert into dispute (dispute_id, dispute_number, neighbour_code, line_id, state, township_code, place, description,
                     parties, people, reported_at, response_due, created_by, created_at)
values ($1, $2, $3, $4, 'reported', $5, $6, $7, $8, $9, $10, $11, $12, $13)
