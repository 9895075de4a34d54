-- inspections.acts
-- $1 inspection: both chains, each in its order
select * from inspection_act where inspection_id = $1 order by side_code, serial
