-- features.extents
-- Extents of the collections as the register says now: degrees (EPSG:4490), days in the office.
select collection, st_xmin(box) as west, st_ymin(box) as south, st_xmax(box) as east, st_ymax(box) as north,
       valid_from, valid_to
  from (select 'divisions' as collection, st_extent(geom) as box, min(valid_from) as valid_from, max(valid_to) as valid_to
          from published_division(null)
        union all
        select 'built-up-areas', st_extent(geom), min(valid_from), max(valid_to) from published_built_up_area(null)
        union all
        select 'places', st_extent(geom), min(valid_from), max(valid_to) from published_place(null)
        union all
        select 'streets', st_extent(geom), min(valid_from), max(valid_to) from published_street(null)
        union all
        select 'names', st_extent(geom), min(valid_from), max(valid_to) from published_name(null)) extents
