//! Distances against PostGIS.

use geo::Geometry;
use wkt::TryFromWkt;

use crate::index::spatial::Shape;
use crate::kernel::geometry::Position;

/// Geometry, longitude and latitude of a position, and `ST_Distance` between the two in metres: PostGIS 3.3.2 with
/// PROJ 9.1.1, `SELECT ST_Distance(ST_GeomFromText(wkt, 4490)::geography,
/// ST_SetSRID(ST_MakePoint(lon, lat), 4490)::geography)`, rounded to a tenth of a millimetre.
const POSTGIS: [(&str, f64, f64, f64); 15] = [
    ("POINT(113.1667 30.6667)", 113.17, 30.67, 483.5911),
    // Almost opposite.
    ("POINT(0 0)", 179.7, 0.4, 19_954_739.235_1),
    // From beside a line, and from beside one of no length.
    ("LINESTRING(113.1 30.6,113.2 30.6)", 113.15, 30.65, 5542.0924),
    ("LINESTRING(113.1 30.6,113.1 30.6)", 113.15, 30.65, 7328.5076),
    // A great circle leaves the parallel of its ends far behind.
    ("LINESTRING(70 45,120 45)", 95.0, 45.0, 312_773.114_2),
    // Across the antimeridian.
    ("LINESTRING(179.5 10,-179.5 10.5)", 180.0, 9.0, 123_480.564_3),
    ("LINESTRING(179.5 10,-179.5 10.5)", -179.999, 10.3, 4830.5526),
    // Over and around the poles.
    ("LINESTRING(20 89,-160 89)", 110.0, 89.5, 55846.9754),
    ("LINESTRING(10 88,100 89.9,-170 88)", -80.0, 89.99, 12271.0209),
    ("LINESTRING(-180 -89.9,-60 -89.9,60 -89.9,180 -89.9)", 0.0, -90.0, 5584.7032),
    // The part nearest on the sphere counts, although the other one's geodesic is 413 m shorter.
    ("MULTILINESTRING((1 -0.1,1 0.1),(-0.1 1.003,0.1 1.003))", 0.0, 0.0, 111_319.490_8),
    // Areas: from across the antimeridian, in a hole, inside.
    ("POLYGON((179 -1,180 -1,180 1,179 1,179 -1))", -179.5, 0.5, 55657.6402),
    (
        "POLYGON((113 30,113.2 30,113.2 30.2,113 30.2,113 30),\
         (113.05 30.05,113.15 30.05,113.15 30.15,113.05 30.15,113.05 30.05))",
        113.1,
        30.12,
        3326.6920,
    ),
    ("POLYGON((113 30,113.2 30,113.2 30.2,113 30.2,113 30))", 113.1, 30.12, 0.0),
    ("GEOMETRYCOLLECTION(POINT(113 30),LINESTRING(113.3 30.1,113.3 30.4))", 113.2, 30.2, 9629.2206),
];

fn shape(wkt: &str) -> Shape {
    Shape::new(&Geometry::try_from_wkt_str(wkt).unwrap()).unwrap()
}

#[test]
fn distances_are_those_of_postgis_geography() {
    for (wkt, lon, lat, metres) in POSTGIS {
        let found = shape(wkt).distance_m(Position::new(lon, lat).unwrap()).unwrap();
        assert!((found - metres).abs() < 1e-4, "{wkt}: {found} is not {metres}");
    }
}

#[test]
fn the_border_is_as_far_from_inside_as_its_ring_is() {
    let ring = "(113 30,113.2 30,113.2 30.2,113 30.2,113 30)";
    let inside = Position::new(113.1, 30.12).unwrap();
    let border = shape(&format!("POLYGON({ring})")).border_distance_m(inside);
    assert_eq!(border, shape(&format!("LINESTRING{ring}")).distance_m(inside));
    assert!(border.unwrap() > 8_000.0);
}

#[test]
fn nothing_is_near_an_empty_geometry_and_no_border_near_a_line() {
    let here = Position::new(113.0, 30.0).unwrap();
    for wkt in ["LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOINT EMPTY", "GEOMETRYCOLLECTION EMPTY"] {
        assert_eq!(shape(wkt).distance_m(here), None);
        assert_eq!(shape(wkt).bounds(), None);
    }
    assert_eq!(shape("LINESTRING(113 30,114 30)").border_distance_m(here), None);
}

#[test]
fn a_shape_has_no_coordinates_that_are_nowhere() {
    for x in [f64::NAN, f64::INFINITY, 180.5] {
        assert!(Shape::new(&Geometry::Point(geo::Point::new(x, 30.0))).is_err());
        assert!(Shape::new(&Geometry::LineString(vec![(0.0, 0.0), (30.0, x)].into())).is_err());
    }
}
