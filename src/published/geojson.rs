//! Runs as GeoJSON features (RFC 7946), serialised straight from the geometry.
//!
//! Positions are longitude then latitude in degrees (section 3.1.1); CGCS2000 is taken for the WGS 84 of CRS84, as in
//! `kernel::crs`. Numbers are rounded to seven decimals, about a centimetre (section 11.2). Exterior rings run
//! counter-clockwise and holes clockwise (section 3.1.6), whatever the register holds. What is empty has empty
//! `coordinates` (section 3.1) and empty parts of a whole are left out. A position cannot be empty, so that an empty
//! point is an empty multi-point, as it is to the importer.

use geo::{Coord, Geometry, LineString, Polygon, Winding};
use serde::{Serialize, Serializer, ser::SerializeStruct};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::Run;
use crate::kernel::geometry::is_empty_point;

/// One run as a feature; its properties are those of the row, the days of the run and since when the register says so.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub struct Feature<'a, R> {
    id: Uuid,
    geometry: Option<GeoJson<'a>>,
    properties: Properties<'a, R>,
}

#[derive(Debug, Serialize)]
struct Properties<'a, R> {
    #[serde(flatten)]
    row: &'a R,
    /// First day; null when it is not known.
    valid_from: Option<Date>,
    /// First day after the last; null while it has not ended.
    valid_to: Option<Date>,
    #[serde(with = "time::serde::rfc3339")]
    recorded_at: OffsetDateTime,
}

impl<'a, R> Feature<'a, R> {
    /// The feature of `run`.
    #[must_use]
    pub fn of(run: &'a Run<R>) -> Self {
        Self {
            id: run.id,
            geometry: run.told().map(GeoJson),
            properties: Properties {
                row: &run.properties,
                valid_from: run.valid.from(),
                valid_to: run.valid.to(),
                recorded_at: run.recorded_at,
            },
        }
    }
}

/// A geometry, x = longitude and y = latitude in degrees, as a geometry object (RFC 7946 section 3.1).
#[derive(Debug, Clone, Copy)]
pub struct GeoJson<'a>(pub &'a Geometry<f64>);

impl Serialize for GeoJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Geometry::Point(point) if is_empty_point(*point) => object(serializer, "MultiPoint", &[(); 0]),
            Geometry::Point(point) => object(serializer, "Point", &Position(point.0)),
            Geometry::Line(line) => object(serializer, "LineString", &[Position(line.start), Position(line.end)]),
            Geometry::LineString(line) => object(serializer, "LineString", &Line(line)),
            Geometry::Polygon(polygon) => object(serializer, "Polygon", &Rings(polygon)),
            Geometry::Rect(rect) => object(serializer, "Polygon", &Rings(&rect.to_polygon())),
            Geometry::Triangle(triangle) => object(serializer, "Polygon", &Rings(&triangle.to_polygon())),
            Geometry::MultiPoint(points) => {
                let parts = points.0.iter().filter(|point| !is_empty_point(**point));
                object(serializer, "MultiPoint", &Each(parts.map(|point| Position(point.0))))
            }
            Geometry::MultiLineString(lines) => {
                object(serializer, "MultiLineString", &Each(lines.0.iter().filter(|line| !line.0.is_empty()).map(Line)))
            }
            Geometry::MultiPolygon(polygons) => {
                let parts = polygons.0.iter().filter(|polygon| !polygon.exterior().0.is_empty());
                object(serializer, "MultiPolygon", &Each(parts.map(Rings)))
            }
            Geometry::GeometryCollection(members) => {
                let mut object = serializer.serialize_struct("Geometry", 2)?;
                object.serialize_field("type", "GeometryCollection")?;
                object.serialize_field("geometries", &Each(members.0.iter().map(GeoJson)))?;
                object.end()
            }
        }
    }
}

fn object<S: Serializer>(serializer: S, kind: &'static str, coordinates: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("Geometry", 2)?;
    object.serialize_field("type", kind)?;
    object.serialize_field("coordinates", coordinates)?;
    object.end()
}

/// An array of what an iterator gives.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// `[longitude, latitude]`
struct Position(Coord<f64>);

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [rounded(self.0.x), rounded(self.0.y)].serialize(serializer)
    }
}

/// Degrees to seven decimals; adding zero makes a negative zero positive.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7 + 0.0
}

struct Line<'a>(&'a LineString<f64>);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.coords().copied().map(Position))
    }
}

/// The rings of a polygon, the exterior first; none if it is empty.
struct Rings<'a>(&'a Polygon<f64>);

impl Serialize for Rings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let exterior = std::iter::once(Ring::Exterior(self.0.exterior()));
        let holes = self.0.interiors().iter().map(Ring::Hole);
        serializer.collect_seq(exterior.chain(holes).filter(|ring| !ring.line().0.is_empty()))
    }
}

#[derive(Clone, Copy)]
enum Ring<'a> {
    Exterior(&'a LineString<f64>),
    Hole(&'a LineString<f64>),
}

impl<'a> Ring<'a> {
    fn line(&self) -> &'a LineString<f64> {
        let (Self::Exterior(line) | Self::Hole(line)) = self;
        line
    }
}

impl Serialize for Ring<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A ring without area has no order to speak of and stays as it is.
        let points = match self {
            Self::Exterior(line) => line.points_ccw(),
            Self::Hole(line) => line.points_cw(),
        };
        serializer.collect_seq(points.map(|point| Position(point.0)))
    }
}

#[cfg(test)]
mod tests {
    use geo::{GeometryCollection, MultiPoint, MultiPolygon, line_string, point, polygon};
    use serde_json::{Value, json};
    use time::macros::{date, datetime};

    use super::*;
    use crate::kernel::validity::ValidPeriod;

    fn written(geometry: impl Into<Geometry<f64>>) -> Value {
        serde_json::to_value(GeoJson(&geometry.into())).unwrap()
    }

    #[test]
    fn longitude_comes_first_with_at_most_seven_decimals() {
        assert_eq!(
            serde_json::to_string(&GeoJson(&point!(x: 113.170_210_249, y: -0.000_000_01).into())).unwrap(),
            r#"{"type":"Point","coordinates":[113.1702102,0.0]}"#
        );
    }

    #[test]
    fn exterior_rings_run_counter_clockwise_and_holes_clockwise() {
        let wrong_way_round = polygon! {
            exterior: [(x: 0.0, y: 0.0), (x: 0.0, y: 9.0), (x: 9.0, y: 9.0), (x: 9.0, y: 0.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 2.0)]],
        };
        let rings = json!([
            [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0], [0.0, 0.0]],
            [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]],
        ]);
        assert_eq!(written(wrong_way_round.clone()), json!({ "type": "Polygon", "coordinates": rings }));
        let right = serde_json::from_value::<geojson::Geometry>(written(wrong_way_round)).unwrap();
        assert_eq!(written(Geometry::try_from(right).unwrap())["coordinates"], rings);
    }

    #[test]
    fn a_geometry_cut_at_the_antimeridian_is_left_as_it_is() {
        let east = polygon![(x: 170.0, y: 0.0), (x: 180.0, y: 0.0), (x: 180.0, y: 9.0), (x: 170.0, y: 0.0)];
        let west = polygon![(x: -180.0, y: 0.0), (x: -170.0, y: 0.0), (x: -180.0, y: 9.0), (x: -180.0, y: 0.0)];
        let both: geojson::Geometry =
            serde_json::from_value(written(MultiPolygon::new(vec![east.clone(), west.clone()]))).unwrap();
        assert_eq!(Geometry::try_from(both).unwrap(), MultiPolygon::new(vec![east, west]).into());
    }

    #[test]
    fn what_is_empty_has_no_coordinates_and_empty_parts_are_left_out() {
        let empty = || Polygon::new(LineString::new(Vec::new()), Vec::new());
        let nowhere = point!(x: f64::NAN, y: f64::NAN);
        for (geometry, kind) in [
            (Geometry::from(nowhere), "MultiPoint"),
            (LineString::new(Vec::new()).into(), "LineString"),
            (empty().into(), "Polygon"),
            (MultiPoint::new(vec![nowhere]).into(), "MultiPoint"),
            (MultiPolygon::new(vec![empty()]).into(), "MultiPolygon"),
        ] {
            assert_eq!(written(geometry), json!({ "type": kind, "coordinates": [] }));
        }
    }

    #[test]
    fn a_collection_holds_geometries() {
        let line = line_string![(x: 1.0, y: 2.0), (x: 3.0, y: 4.0)];
        assert_eq!(
            written(Geometry::GeometryCollection(GeometryCollection::new_from(vec![line.into()]))),
            json!({ "type": "GeometryCollection", "geometries": [
                { "type": "LineString", "coordinates": [[1.0, 2.0], [3.0, 4.0]] },
            ] })
        );
    }

    #[test]
    fn a_feature_tells_its_row_and_its_days() {
        #[derive(Serialize)]
        struct Words {
            name: &'static str,
        }
        let run = Run {
            id: Uuid::from_u128(7),
            valid: ValidPeriod::new(Some(date!(2019 - 05 - 01)), None).unwrap(),
            recorded_at: datetime!(2023-06-30 16:00 UTC),
            geometry: None,
            withheld: false,
            properties: Words { name: "竟陵街道" },
        };
        let alone = json!({
            "type": "Feature", "id": "00000000-0000-0000-0000-000000000007", "geometry": null,
            "properties": { "name": "竟陵街道", "valid_from": "2019-05-01", "valid_to": null,
                            "recorded_at": "2023-06-30T16:00:00Z" },
        });
        assert_eq!(serde_json::to_value(Feature::of(&run)).unwrap(), alone);
    }
}
