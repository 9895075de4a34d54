-- bench.set_constraints_aside
-- Indexes and exclusion constraints are quicker made over all rows than row by row; primary keys stay.
create table put_aside as
select format('alter table %s drop constraint %I', conrelid::regclass, conname) as take,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as put_back
  from pg_constraint where contype = 'x' and connamespace = 'public'::regnamespace
union all
select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  from pg_index join pg_class on pg_class.oid = indexrelid
 where relnamespace = 'public'::regnamespace
   and indrelid::regclass::text in ('division', 'built_up_area', 'place', 'street', 'name')
   and not exists (select from pg_constraint where conindid = indexrelid);
do $$
declare statement text;
begin
  for statement in select take from put_aside loop execute statement; end loop;
end $$;
