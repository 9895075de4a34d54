-- archives.count
select (select count(*) from archive_scan) + (select count(*) from archive_volume) as count
