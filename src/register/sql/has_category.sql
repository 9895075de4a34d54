-- register.has_category
select exists (select from category where code = $1) as known
