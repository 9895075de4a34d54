-- inspections.insert_act
-- $1 inspection  $2 side  $3 serial  $4 whether it is ours  $5 pen  $6 id  $7 instant  $8 who  $9 office  $10 content  $11 digest
-- $12 account, invitation or package, as the pen is  $13 instant of receipt
insert into inspection_act (inspection_id, side_code, serial, ours, via, act_id, said_at, person, unit, content, digest, account_id,
                            invitation_id, package_id, received_at)
values ($1, $2, $3, $4, $5::inspection_via, $6, $7, $8, $9, $10, $11,
        case $5::inspection_via when 'account' then $12::uuid end, case $5::inspection_via when 'invitation' then $12::uuid end,
        case $5::inspection_via when 'package' then $12::uuid end, $13)
