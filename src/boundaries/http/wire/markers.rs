//! What clients send of markers, checked into what the service takes.

use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{code, spot, within};
use crate::{
    boundaries::{
        PointId,
        codes::MarkerType,
        fix::{Observed, Reading, TiePoint},
        model::{MOST_TIE_POINTS, MarkerFacts},
        number::LAST_SERIAL,
        service::{MarkerStep, NewMarkers, Place},
    },
    http::{
        Problem, Text,
        content::{day, line, prose, unfit},
        schema::{self, object, text},
    },
    kernel::crs::{SourceCrs, UnknownCrs},
};

/// Markers with one serial.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::boundaries::http) struct MarkersBody {
    pub(in crate::boundaries::http) line_code: String,
    serial: Option<u16>,
    #[serde(rename = "type")]
    marker_type: MarkerType,
    point_id: Option<Uuid>,
    at: Option<geojson::Geometry>,
    markers: Vec<MarkerBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkerBody {
    geometry: geojson::Geometry,
    accuracy_m: Option<f64>,
    height_m: Option<f64>,
    method: Option<String>,
    faces: Option<i32>,
    material: Option<String>,
    location: Option<String>,
    set_on: Option<String>,
    responsible_code: String,
    #[serde(default)]
    tie_points: Vec<TiePointBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TiePointBody {
    name: String,
    azimuth_deg: f64,
    distance_m: f64,
}

impl MarkersBody {
    pub(in crate::boundaries::http) fn checked(self) -> Result<(String, NewMarkers), Problem> {
        if self.serial.is_some_and(|serial| !(1..=LAST_SERIAL).contains(&serial)) {
            return Err(unfit("/serial", "序号为 1 至 999", "serials are 1 to 999"));
        }
        let place = match (self.point_id, self.at) {
            (Some(id), None) => Place::Point(PointId(id)),
            (None, Some(at)) => Place::At(spot("/at", &at)?.0),
            _ => return Err(unfit("/at", "写 point_id 或 at 其中之一", "say point_id or at, one of them")),
        };
        if self.markers.len() > 3 {
            return Err(unfit("/markers", "至多 3 个", "takes at most 3"));
        }
        let markers =
            self.markers.into_iter().enumerate().map(|(at, marker)| marker.checked(&format!("/markers/{at}")));
        let markers = NewMarkers {
            serial: self.serial,
            marker_type: self.marker_type,
            place,
            markers: markers.collect::<Result<_, _>>()?,
            illustrative: false,
        };
        Ok((self.line_code, markers))
    }
}

impl MarkerBody {
    fn checked(self, pointer: &str) -> Result<MarkerFacts, Problem> {
        let below = |member: &str| format!("{pointer}/{member}");
        let faces = self.faces.unwrap_or(2);
        if ![2, 3].contains(&faces) {
            return Err(unfit(&below("faces"), "双面型或三面型", "2 or 3"));
        }
        Ok(MarkerFacts {
            faces,
            material: self.material.map(|text| line(&below("material"), text, 100)).transpose()?,
            location: self.location.map(|text| line(&below("location"), text, 500)).transpose()?,
            set_on: self.set_on.map(|text| day(&below("set_on"), &text)).transpose()?,
            responsible_code: code(&below("responsible_code"), self.responsible_code)?,
            position: spot(&below("geometry"), &self.geometry)?,
            accuracy_m: within(&below("accuracy_m"), self.accuracy_m, 0.0, 99_999.0)?,
            height_m: within(&below("height_m"), self.height_m, -500.0, 9_000.0)?,
            method: self.method.map(|text| line(&below("method"), text, 100)).transpose()?,
            tie_points: tie_points(&below("tie_points"), self.tie_points)?,
        })
    }
}

fn tie_points(pointer: &str, bodies: Vec<TiePointBody>) -> Result<Vec<TiePoint>, Problem> {
    if bodies.len() > MOST_TIE_POINTS {
        let (zh, en) = (format!("至多 {MOST_TIE_POINTS} 个"), format!("takes at most {MOST_TIE_POINTS}"));
        return Err(unfit(pointer, zh, en));
    }
    let ties = bodies.into_iter().zip(1..).map(|(body, ordinal)| {
        let below = |member: &str| format!("{pointer}/{}/{member}", ordinal - 1);
        Ok(TiePoint {
            ordinal,
            name: line(&below("name"), body.name, 200)?,
            azimuth_deg: azimuth(&below("azimuth_deg"), body.azimuth_deg)?,
            distance_m: distance(&below("distance_m"), body.distance_m)?,
        })
    });
    ties.collect()
}

fn azimuth(pointer: &str, degrees: f64) -> Result<f64, Problem> {
    if (0.0..360.0).contains(&degrees) {
        return Ok(degrees);
    }
    Err(unfit(pointer, "方位角为 0 至 360 度（不含 360）", "azimuths are 0 to below 360 degrees"))
}

fn distance(pointer: &str, metres: f64) -> Result<f64, Problem> {
    if metres > 0.0 && metres < 10_000.0 {
        return Ok(metres);
    }
    Err(unfit(pointer, "距离为大于零、小于一万的米数", "distances are above 0 and below 10,000 metres"))
}

fn tie_points_schema() -> Value {
    let tie = object(
        &["name", "azimuth_deg", "distance_m"],
        json!({
            "name": text(200, "what it is"),
            "azimuth_deg": { "type": "number", "minimum": 0, "maximum": 360, "exclusiveMaximum": true,
                             "description": "from the marker to it, clockwise from true north" },
            "distance_m": { "type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 10_000 },
        }),
    );
    json!({ "type": "array", "maxItems": MOST_TIE_POINTS, "items": tie })
}

/// Schema of [`MarkersBody`].
pub(in crate::boundaries::http) fn markers_schema() -> Value {
    let point = || json!({ "type": "object", "description": "GeoJSON Point, longitude first" });
    let marker = object(
        &["geometry", "responsible_code"],
        json!({
            "geometry": point(),
            "accuracy_m": { "type": "number", "minimum": 0, "nullable": true },
            "height_m": { "type": "number", "nullable": true, "description": "1985 national height datum" },
            "method": text(100, "how it was surveyed"),
            "faces": { "type": "integer", "enum": [2, 3], "default": 2 },
            "material": text(100, "what it is made of"),
            "location": text(500, "where it stands, in words"),
            "set_on": schema::day("when it was set; none while it is planned"),
            "responsible_code": text(9, "code of the side in charge of it"),
            "tie_points": tie_points_schema(),
        }),
    );
    object(
        &["line_code", "type", "markers"],
        json!({
            "line_code": text(18, "the line in whose numbers they count"),
            "serial": { "type": "integer", "minimum": 1, "maximum": LAST_SERIAL, "description": "the next one unless said" },
            "type": { "type": "string", "enum": MarkerType::ALL.iter().map(|code| code.code()).collect::<Vec<_>>() },
            "point_id": { "type": "string", "format": "uuid", "description": "a point of the line" },
            "at": point(),
            "markers": { "type": "array", "minItems": 1, "maxItems": 3, "items": marker,
                         "description": "in the order of their letters: A on the side of the lower code" },
        }),
    )
}

/// Tie points that take the place of all others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::boundaries::http) struct TiePointsBody {
    tie_points: Vec<TiePointBody>,
}

impl TiePointsBody {
    pub(in crate::boundaries::http) fn checked(self) -> Result<Vec<TiePoint>, Problem> {
        tie_points("/tie_points", self.tie_points)
    }
}

/// Schema of [`TiePointsBody`].
pub(in crate::boundaries::http) fn ties_schema() -> Value {
    object(&["tie_points"], json!({ "tie_points": tie_points_schema() }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::boundaries::http) struct SetBody {
    on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::boundaries::http) struct ScrapBody {
    on: String,
    reason: String,
}

impl SetBody {
    pub(in crate::boundaries::http) fn checked(&self) -> Result<MarkerStep, Problem> {
        Ok(MarkerStep::Set { on: on(&self.on)? })
    }
}

impl ScrapBody {
    pub(in crate::boundaries::http) fn checked(&self) -> Result<MarkerStep, Problem> {
        Ok(MarkerStep::Scrap { on: on(&self.on)?, reason: prose("/reason", &self.reason, 1_000)? })
    }
}

fn on(text: &str) -> Result<Date, Problem> {
    day("/on", text)
}

/// What was measured at a marker.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::boundaries::http) struct ObservedBody {
    position: PositionBody,
    #[serde(default)]
    readings: Vec<ReadingBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionBody {
    x: f64,
    y: f64,
    crs: Option<String>,
    accuracy_m: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingBody {
    ordinal: i32,
    azimuth_deg: Option<f64>,
    distance_m: Option<f64>,
}

impl ObservedBody {
    pub(in crate::boundaries::http) fn checked(self) -> Result<Observed, Problem> {
        let PositionBody { x, y, crs, accuracy_m } = self.position;
        // What receivers give.
        let crs = crs.as_deref().unwrap_or(SourceCrs::Wgs84.code()).parse().map_err(|error: UnknownCrs| {
            let Text { zh, en } = error.text();
            unfit("/position/crs", zh, en)
        })?;
        if self.readings.len() > MOST_TIE_POINTS {
            let (zh, en) = (format!("至多 {MOST_TIE_POINTS} 个"), format!("takes at most {MOST_TIE_POINTS}"));
            return Err(unfit("/readings", zh, en));
        }
        let readings = self.readings.into_iter().enumerate().map(|(at, body)| {
            let below = |member: &str| format!("/readings/{at}/{member}");
            Ok(Reading {
                ordinal: body.ordinal,
                azimuth_deg: body.azimuth_deg.map(|degrees| azimuth(&below("azimuth_deg"), degrees)).transpose()?,
                distance_m: body.distance_m.map(|metres| distance(&below("distance_m"), metres)).transpose()?,
            })
        });
        let accuracy_m = within("/position/accuracy_m", accuracy_m, 0.0, 99_999.0)?;
        Ok(Observed { x, y, crs, accuracy_m, readings: readings.collect::<Result<_, Problem>>()? })
    }
}

/// Schema of [`ObservedBody`].
pub(in crate::boundaries::http) fn observed_schema() -> Value {
    let crs = SourceCrs::ALL.iter().map(|crs| crs.code()).collect::<Vec<_>>();
    let position = object(
        &["x", "y"],
        json!({
            "x": { "type": "number", "description": "longitude or easting" },
            "y": { "type": "number", "description": "latitude or northing" },
            "crs": { "type": "string", "enum": crs, "default": "4326" },
            "accuracy_m": { "type": "number", "minimum": 0, "nullable": true },
        }),
    );
    let reading = object(
        &["ordinal"],
        json!({
            "ordinal": { "type": "integer", "description": "which tie point" },
            "azimuth_deg": { "type": "number", "minimum": 0, "maximum": 360, "nullable": true },
            "distance_m": { "type": "number", "minimum": 0, "maximum": 10_000, "nullable": true },
        }),
    );
    object(
        &["position"],
        json!({ "position": position, "readings": { "type": "array", "maxItems": MOST_TIE_POINTS, "items": reading } }),
    )
}
