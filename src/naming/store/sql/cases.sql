-- naming.cases
-- $1 states  $2 type  $3 township  $4 part of number, title, applicant or name of an item  $5 before this number  $6 limit
select c.case_id, c.case_number, c.type, c.state, c.since, c.title, c.applicant, c.township_code, c.notice_id,
       (select count(*) from naming_item i where i.case_id = c.case_id and i.state <> 'taken_out') as items
  from naming_case c
 where ($1::case_state[] is null or c.state = any ($1))
   and ($2::case_type is null or c.type = $2)
   and ($3::text is null or c.township_code = $3)
   and ($4::text is null or position($4 in c.case_number) > 0 or position($4 in c.title) > 0
        or position($4 in c.applicant) > 0
        or exists (select from naming_item i where i.case_id = c.case_id and position($4 in i.name) > 0))
   and ($5::text is null or (length(c.case_number), c.case_number) < (length($5), $5))
 order by length(c.case_number) desc, c.case_number desc
 limit $6
