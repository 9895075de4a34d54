-- db.number_this_commit
select number_this_commit() as version
