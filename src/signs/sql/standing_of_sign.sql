-- signs.standing_of_sign
-- $1 sign: what reports and orders say of a sign that is up
select case
         when exists (select from repair_order where sign_id = $1 and state in ('in_progress', 'done')) then 'under_repair'
         when exists (select from damage_report where sign_id = $1 and state in ('verified', 'ordered'))
           or exists (select from repair_order where sign_id = $1 and kind = 'repair' and state in ('created', 'assigned'))
           then 'damaged'
         else 'in_service'
       end::sign_state as state
