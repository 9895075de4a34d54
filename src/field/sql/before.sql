-- field.before
-- $1 account  $2 items: those that have come, locked so that none of them is settled meanwhile
select item_id, state, subject_kind, subject_id, subject_version
  from field_item where user_id = $1 and item_id = any ($2) for share
