-- naming.categories
select code from category
