-- register.local_readings
select text, reading from local_reading order by text
