-- records.keep_file
-- $1 SHA-256  $2 content
insert into stored_file (digest, size, content) values ($1, octet_length($2::bytea), $2) on conflict (digest) do nothing
