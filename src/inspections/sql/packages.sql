-- inspections.packages
-- $1 inspection: the newest first, without their content
select p.package_id, p.outgoing, p.digest, p.key_id, p.first_serial, p.last_serial, p.handled_at, a.login as handled_by_login
  from inspection_package p
  join user_account a on a.user_id = p.handled_by
 where p.inspection_id = $1
 order by p.handled_at desc, p.package_id desc
