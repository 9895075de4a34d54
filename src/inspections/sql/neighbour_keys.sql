-- inspections.neighbour_keys
-- $1 code of a neighbour, or null  $2 thumbprint, or null
select k.*, a.login as entered_by_login
  from neighbour_key k
  join user_account a on a.user_id = k.entered_by
 where ($1::text is null or k.neighbour_code = $1) and ($2::text is null or k.key_id = $2)
 order by k.entered_at desc, k.neighbour_key_id
