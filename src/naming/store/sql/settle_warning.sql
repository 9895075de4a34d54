-- naming.settle_warning
insert into naming_settlement (item_id, verdict_key, rule, reason, settled_by, settled_at)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing
