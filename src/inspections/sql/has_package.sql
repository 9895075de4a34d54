-- inspections.has_package
-- $1 SHA-256
select from inspection_package where digest = $1
