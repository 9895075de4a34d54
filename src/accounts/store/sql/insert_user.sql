-- accounts.insert_user
insert into user_account (user_id, login, display_name, role, township_code, password_hash, created_at)
values ($1, $2, $3, $4::text::account_role, $5, $6, $7)
