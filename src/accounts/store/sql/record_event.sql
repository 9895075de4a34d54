-- accounts.record_event
insert into account_event (at, kind, login, address, actor)
values ($1, $2, $3, $4, $5)
