-- archives.next_volume_serial
-- $1 the catalogue number but for the serial. Others of the series wait until this transaction ends.
insert into archive_number_series (series, last) values ($1, 1)
on conflict (series) do update set last = archive_number_series.last + 1
returning last
