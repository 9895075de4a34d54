-- obligations.forget_special_days
delete from special_day where year = $1
