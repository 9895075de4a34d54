//! Map projections, by way of proj4rs; axis order (easting, northing) and (longitude, latitude).

use std::sync::LazyLock;

use proj4rs::{Proj, transform::transform};

use super::SourceCrs;

/// Half the side of the Web Mercator square in metres: half of the equator of a sphere of 6 378 137 m.
const WEB_MERCATOR_EDGE_M: f64 = 20_037_508.35;

/// Every projection, built once from EPSG's parameters.
static PROJECTIONS: LazyLock<Projections> = LazyLock::new(|| Projections {
    geographic: build(crs_definitions::EPSG_4490),
    gauss_kruger_114: build(crs_definitions::EPSG_4547),
    gauss_kruger_zone_38: build(crs_definitions::EPSG_4526),
    web_mercator: build(crs_definitions::EPSG_3857),
});

struct Projections {
    geographic: Proj,
    gauss_kruger_114: Proj,
    gauss_kruger_zone_38: Proj,
    web_mercator: Proj,
}

#[expect(clippy::expect_used, reason = "the definitions are constants, and the tests use every one")]
fn build(definition: crs_definitions::Def) -> Proj {
    Proj::from_proj_string(definition.proj4).expect("EPSG's definition is readable")
}

impl Projections {
    fn of(&self, crs: SourceCrs) -> &Proj {
        match crs {
            SourceCrs::GaussKruger114 => &self.gauss_kruger_114,
            SourceCrs::GaussKrugerZone38 => &self.gauss_kruger_zone_38,
            SourceCrs::WebMercator => &self.web_mercator,
            SourceCrs::Cgcs2000 | SourceCrs::Wgs84 | SourceCrs::Gcj02 | SourceCrs::Bd09 => &self.geographic,
        }
    }
}

/// (easting, northing) in metres as (longitude, latitude) in degrees; `None` where the projection has no inverse.
pub(super) fn to_degrees(crs: SourceCrs, x: f64, y: f64) -> Option<(f64, f64)> {
    let (lon, lat) = projected(PROJECTIONS.of(crs), &PROJECTIONS.geographic, (x, y))?;
    Some((lon.to_degrees(), lat.to_degrees()))
}

/// (longitude, latitude) in degrees as (easting, northing) in metres; `None` where the projection does not reach.
pub(super) fn from_degrees(crs: SourceCrs, lon: f64, lat: f64) -> Option<(f64, f64)> {
    projected(&PROJECTIONS.geographic, PROJECTIONS.of(crs), (lon.to_radians(), lat.to_radians()))
}

fn projected(from: &Proj, to: &Proj, (x, y): (f64, f64)) -> Option<(f64, f64)> {
    let mut point = (x, y, 0.0);
    transform(from, to, &mut point).ok()?;
    (point.0.is_finite() && point.1.is_finite()).then_some((point.0, point.1))
}

/// Whether (easting, northing) in metres can be in the projected system `crs`.
///
/// A zone is held to 500 km either side of its meridian and to the northern hemisphere: far more than its three
/// degrees, so that a neighbour's road is read, and far too little to take a zone prefix for metres. Web Mercator
/// cannot be told from degrees near its origin, off Africa; degrees win there.
pub(super) fn holds(crs: SourceCrs, x: f64, y: f64) -> bool {
    let edge = -WEB_MERCATOR_EDGE_M..=WEB_MERCATOR_EDGE_M;
    match crs {
        SourceCrs::GaussKruger114 => zone(x, y),
        SourceCrs::GaussKrugerZone38 => zone(x - 38_000_000.0, y),
        SourceCrs::WebMercator => edge.contains(&x) && edge.contains(&y) && (x.abs() > 360.0 || y.abs() > 360.0),
        SourceCrs::Cgcs2000 | SourceCrs::Wgs84 | SourceCrs::Gcj02 | SourceCrs::Bd09 => false,
    }
}

fn zone(easting: f64, northing: f64) -> bool {
    (0.0..=1_000_000.0).contains(&easting) && (1_000.0..=10_000_000.0).contains(&northing)
}

/// The projected system that a place in China with these (easting, northing) in metres would be in.
///
/// China lies between 3°N and 54°N and between 73°E and 136°E.
pub(super) fn fitting(x: f64, y: f64) -> Option<SourceCrs> {
    let northing_of_a_zone = (300_000.0..=6_000_000.0).contains(&y);
    if northing_of_a_zone && (100_000.0..=900_000.0).contains(&x) {
        Some(SourceCrs::GaussKruger114)
    } else if northing_of_a_zone && (38_100_000.0..=38_900_000.0).contains(&x) {
        Some(SourceCrs::GaussKrugerZone38)
    } else if (8_100_000.0..=15_200_000.0).contains(&x) && (300_000.0..=7_200_000.0).contains(&y) {
        Some(SourceCrs::WebMercator)
    } else {
        None
    }
}
