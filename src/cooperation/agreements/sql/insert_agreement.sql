-- cooperation.insert_agreement
-- $1 id  $2 number  $3 neighbour  $4 line  $5 title  $6 level  $7 parties  $8 text  $9 valid from  $10 valid to  $11 renews
-- $12 by  $13 at
insert into peace_agreement (agreement_id, agreement_number, neighbour_code, line_id, title, level, parties, text,
                             valid_from, valid_to, renews, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
