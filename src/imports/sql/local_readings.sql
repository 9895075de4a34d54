-- imports.local_readings
select text, reading from local_reading
