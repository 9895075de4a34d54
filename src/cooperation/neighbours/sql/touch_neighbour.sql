-- cooperation.touch_neighbour
update neighbour set version = version + 1 where neighbour_code = $1
