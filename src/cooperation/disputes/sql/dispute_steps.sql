-- cooperation.dispute_steps
select position, action, state, happened_on, people, document_number, text, entered_by, entered_at
  from dispute_step
 where dispute_id = $1
 order by position
