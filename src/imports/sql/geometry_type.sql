-- imports.geometry_type
select null::geometry as geom
