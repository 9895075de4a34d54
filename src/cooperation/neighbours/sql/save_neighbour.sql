-- cooperation.save_neighbour
update neighbour set name = $2, meeting_months = $3, version = version + 1 where neighbour_code = $1
