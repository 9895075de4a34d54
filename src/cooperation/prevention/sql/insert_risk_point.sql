-- cooperation.insert_risk_point
-- $1 id  $2 number  $3 neighbour  $4 line  $5 township  $6 screening  $7 place  $8 position  $9 description  $10 grade
-- $11 found on  $12 by  $13 at
insert into risk_point (risk_id, risk_number, neighbour_code, line_id, township_code, screening_id, place, geom,
                        description, grade, state, found_on, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13)
