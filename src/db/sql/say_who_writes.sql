-- db.say_who_writes
select set_config('mingjie.actor', $1, true), set_config('mingjie.action', $2, true), set_config('mingjie.now', $3, true)
