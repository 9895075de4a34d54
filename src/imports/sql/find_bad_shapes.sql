-- imports.find_bad_shapes
-- $1 import. Lines and areas: against the rules of simple features, without length or area, across 180 degrees uncut.
-- A metre is a metre on the ellipsoid; an area below one square metre is none on the ground. It is the area of the
-- hull, because that of a bow-tie may come to nothing. What GEOS finds is told in its words and in Chinese.
with shape as (
  select r.row_number, r.geom, st_isvaliddetail(r.geom) as fault
    from import_row r
   where r.import_id = $1 and not r.refused and st_dimension(r.geom) > 0
)
insert into import_row_finding (import_id, row_number, rule, facts)
select $1, row_number, 'geometry_invalid',
       array[case (fault).reason
               when 'Self-intersection' then '自相交'
               when 'Ring Self-intersection' then '环自相交'
               when 'Hole lies outside shell' then '内环在外环之外'
               when 'Holes are nested' then '内环相互嵌套'
               when 'Nested shells' then '外环相互嵌套'
               when 'Interior is disconnected' then '内部不连通'
               when 'Duplicate Rings' then '环重复'
               when 'Repeated Point' then '点重复'
               when 'Too few points in geometry component' then '点过少'
               when 'Invalid Coordinate' then '坐标无效'
               when 'Ring is not closed' then '环未闭合'
               else '不合简单要素的规则'
             end,
             (fault).reason, coalesce(round(st_x((fault).location)::numeric, 7)::text, ''), coalesce(round(st_y((fault).location)::numeric, 7)::text, '')]
  from shape
 where not (fault).valid
union all
select $1, row_number, 'geometry_collapsed', array[]::text[]
  from shape
 where case st_dimension(geom) when 2 then st_area(st_convexhull(geom)::geography) < 1 else st_length(geom::geography) < 0.1 end
union all
select $1, row_number, 'antimeridian_uncut', array[]::text[]
  from shape
 where st_xmax(geom) - st_xmin(geom) > 180
   and exists (select from st_dump(geom) part where st_xmax(part.geom) - st_xmin(part.geom) > 180)
