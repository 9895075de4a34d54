-- signs.sign_by_number
-- $1 number
select sign_id from sign where sign_number = $1
