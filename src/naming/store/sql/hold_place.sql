-- naming.hold_place
-- $1 item  $2 place  $3 instant
insert into naming_place_reservation (item_id, place_id, held_since) values ($1, $2, $3)
on conflict (place_id) where released_at is null do nothing
