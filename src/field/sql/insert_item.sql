-- field.insert_item
-- Waits for a transaction that keeps an item of this id, and then changes nothing.
insert into field_item (item_id, kind, state, user_id, device, content, digest, base_version, after, captured_at, clock_shift_s,
                        received_at)
values ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (item_id) do nothing
