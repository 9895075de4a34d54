-- archives.place_items
-- $1 items in their order
update archive_item i set serial = o.serial
  from unnest($1::uuid[]) with ordinality as o (item_id, serial)
 where i.item_id = o.item_id and i.serial <> o.serial
