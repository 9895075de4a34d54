-- cooperation.neighbours
-- $1 code, or null for all
select n.neighbour_code, n.neighbour_id, n.name, n.meeting_months, n.version, n.created_at, c.contacts,
       c.contacts_confirmed_on
  from neighbour n
  cross join lateral (
    select count(*) as contacts, max(confirmed_on) as contacts_confirmed_on
      from personal.neighbour_contact
     where neighbour_code = n.neighbour_code and ended_on is null
  ) c
 where $1::text is null or n.neighbour_code = $1
 order by n.neighbour_code
