-- demo.is_begun
select version > 0 or exists (select from feature) as is_begun from register_version
