-- signs.place_exists
-- $1 a thing: whether the register has it as a place
select exists (select from feature where feature_id = $1 and kind = 'place') as known
