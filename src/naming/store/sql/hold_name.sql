-- naming.hold_name
-- $1 item  $2 scope  $3 folded name  $4 instant
insert into naming_reservation (item_id, scope_key, name_key, held_since) values ($1, $2, $3, $4)
on conflict (scope_key, name_key) where released_at is null do nothing
