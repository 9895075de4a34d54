//! What clients send, checked into what the service takes; every fault is told with its place in the body.

use geo::{Geometry, Point};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use crate::{
    http::{
        Problem, Text,
        content::{day, line, prose, unfit},
        schema::{object, text},
    },
    kernel::crs::{SourceCrs, UnknownCrs},
    photos::PhotoId,
    register::drawing,
    signs::{
        codes::{Placement, PlateColour, SignType, Support},
        damage::Fix,
        model::{FaceText, Facts, LONGEST_FACE, MOST_FACES},
        service::NewSign,
    },
};

/// Longest pinyin of a face, in characters.
const LONGEST_PINYIN: usize = 300;

/// A sign without its number and state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignBody {
    #[serde(rename = "type")]
    sign_type: SignType,
    place_id: Option<Uuid>,
    placement: Option<Placement>,
    crossing_id: Option<Uuid>,
    location: Option<String>,
    support: Support,
    material: Option<String>,
    width_mm: Option<i32>,
    height_mm: Option<i32>,
    maker: Option<String>,
    owner: Option<String>,
    installed_on: Option<String>,
    geometry: geojson::Geometry,
    accuracy_m: Option<f64>,
}

/// A sign with what it says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSignBody {
    sign: SignBody,
    faces: Vec<FaceBody>,
    #[serde(default)]
    planned: bool,
}

/// What the faces of a sign show.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacesBody {
    faces: Vec<FaceBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FaceBody {
    text: String,
    pinyin: Option<String>,
    colour: Option<PlateColour>,
    facing_deg: Option<i32>,
}

/// A day, and why or by what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnBody {
    on: String,
}

/// A day and a reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemovalBody {
    on: String,
    reason: String,
}

/// A day and the sign that stands there from it on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplacementBody {
    on: String,
    pub(super) by: String,
}

impl OnBody {
    pub(super) fn checked(&self) -> Result<Date, Problem> {
        day("/on", &self.on)
    }
}

impl RemovalBody {
    pub(super) fn checked(&self) -> Result<(Date, String), Problem> {
        Ok((day("/on", &self.on)?, prose("/reason", &self.reason, 1_000)?))
    }
}

impl ReplacementBody {
    pub(super) fn checked(&self) -> Result<Date, Problem> {
        day("/on", &self.on)
    }
}

impl NewSignBody {
    pub(super) fn checked(self) -> Result<NewSign, Problem> {
        Ok(NewSign {
            facts: self.sign.checked("/sign")?,
            faces: faces(self.faces)?,
            is_planned: self.planned,
            is_illustrative: false,
            id: None,
        })
    }
}

impl FacesBody {
    pub(super) fn checked(self) -> Result<Vec<FaceText>, Problem> {
        faces(self.faces)
    }
}

impl SignBody {
    /// The facts; `pointer` is where the sign stands in the body.
    pub(super) fn checked(self, pointer: &str) -> Result<Facts, Problem> {
        let at = |member: &str| format!("{pointer}/{member}");
        let short =
            |member: &str, text: Option<String>, most| text.map(|text| line(&at(member), text, most)).transpose();
        for (member, millimetres) in [("width_mm", self.width_mm), ("height_mm", self.height_mm)] {
            if millimetres.is_some_and(|millimetres| !(1..=20_000).contains(&millimetres)) {
                return Err(unfit(&at(member), "须为 1 至 20000 毫米", "takes 1 to 20,000 millimetres"));
            }
        }
        if self.accuracy_m.is_some_and(|metres| !(0.0..100_000.0).contains(&metres)) {
            return Err(unfit(&at("accuracy_m"), "须为不小于零的米数", "metres, not negative"));
        }
        if self.crossing_id.is_some() && self.placement != Some(Placement::Crossing) {
            let (zh, en) = ("只有设在路口的标志才写相交道路", "only a sign at a crossing names the crossing street");
            return Err(unfit(&at("crossing_id"), zh, en));
        }
        Ok(Facts {
            sign_type: self.sign_type,
            place: self.place_id,
            placement: self.placement,
            crossing: self.crossing_id,
            location: short("location", self.location, 200)?,
            support: self.support,
            material: short("material", self.material, 100)?,
            width_mm: self.width_mm,
            height_mm: self.height_mm,
            maker: short("maker", self.maker, 100)?,
            owner: short("owner", self.owner, 100)?,
            installed_on: self.installed_on.map(|text| day(&at("installed_on"), &text)).transpose()?,
            position: position(&at("geometry"), &self.geometry)?,
            accuracy_m: self.accuracy_m,
        })
    }
}

/// A position as a device or a map gave it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PositionBody {
    x: f64,
    y: f64,
    crs: Option<String>,
    accuracy_m: Option<f64>,
}

impl PositionBody {
    pub(super) fn checked(&self) -> Result<Fix, Problem> {
        // What phones give.
        let crs = self.crs.as_deref().unwrap_or(SourceCrs::Wgs84.code());
        let crs: SourceCrs = crs.parse().map_err(|error: UnknownCrs| {
            let text = error.text();
            unfit("/position/crs", text.zh, text.en)
        })?;
        let position = crs.to_storage(self.x, self.y).map_err(|error| {
            let text = error.text();
            unfit("/position", text.zh, text.en)
        })?;
        if self.accuracy_m.is_some_and(|metres| !(0.0..100_000.0).contains(&metres)) {
            return Err(unfit("/position/accuracy_m", "须为不小于零的米数", "metres, not negative"));
        }
        Ok(Fix { position: position.coord().into(), accuracy_m: self.accuracy_m, stated_crs: crs })
    }
}

/// Schema of [`PositionBody`].
pub(super) fn position_schema() -> Value {
    let crs = SourceCrs::ALL.iter().map(|crs| crs.code()).collect::<Vec<_>>();
    object(
        &["x", "y"],
        json!({
            "x": { "type": "number", "description": "longitude or easting" },
            "y": { "type": "number", "description": "latitude or northing" },
            "crs": { "type": "string", "enum": crs, "default": "4326" },
            "accuracy_m": { "type": "number", "minimum": 0, "nullable": true },
        }),
    )
}

/// Most photos of one request.
const MOST_PHOTOS: usize = 20;

/// Photos in a body, by their ids.
pub(super) fn photos(ids: Vec<Uuid>) -> Result<Vec<PhotoId>, Problem> {
    if ids.len() > MOST_PHOTOS {
        let (zh, en) = (format!("至多 {MOST_PHOTOS} 张照片"), format!("takes at most {MOST_PHOTOS} photos"));
        return Err(unfit("/photos", zh, en));
    }
    ids.into_iter().enumerate().map(|(at, id)| client_id(&format!("/photos/{at}"), id)).collect()
}

/// Schema of [`photos`].
pub(super) fn photos_schema() -> Value {
    json!({ "type": "array", "maxItems": MOST_PHOTOS, "items": { "type": "string", "format": "uuid" },
            "description": "photos that were uploaded to /api/v1/field/uploads" })
}

/// An id that a client made: a UUID of version 7 (RFC 9562 section 5.7).
pub(super) fn client_id<I: From<Uuid>>(pointer: &str, id: Uuid) -> Result<I, Problem> {
    if id.get_version_num() == 7 {
        Ok(id.into())
    } else {
        Err(unfit(pointer, "须为第 7 版 UUID", "takes a UUID of version 7"))
    }
}

/// A single position, EPSG:4490, x = longitude, y = latitude, degrees.
pub(super) fn position(pointer: &str, geometry: &geojson::Geometry) -> Result<Point<f64>, Problem> {
    let drawn = drawing::read(geometry).map_err(|error| {
        let Text { zh, en } = error.text();
        unfit(pointer, zh, en)
    })?;
    match drawn {
        Geometry::Point(point) => Ok(point),
        _ => Err(unfit(pointer, "标志的位置须为一个点", "a sign stands at a point")),
    }
}

pub(super) fn faces(bodies: Vec<FaceBody>) -> Result<Vec<FaceText>, Problem> {
    bodies.into_iter().enumerate().map(|(at, body)| body.checked(&format!("/faces/{at}"))).collect()
}

impl FaceBody {
    fn checked(self, pointer: &str) -> Result<FaceText, Problem> {
        if self.facing_deg.is_some_and(|degrees| !(0..360).contains(&degrees)) {
            return Err(unfit(&format!("{pointer}/facing_deg"), "须为 0 至 359 度", "takes 0 to 359 degrees"));
        }
        let pinyin = self.pinyin.map(|text| line(&format!("{pointer}/pinyin"), text, LONGEST_PINYIN)).transpose()?;
        let text = line(&format!("{pointer}/text"), self.text, LONGEST_FACE)?;
        Ok(FaceText { text, pinyin, colour: self.colour, facing_deg: self.facing_deg })
    }
}

/// Schema of [`SignBody`].
pub(super) fn sign_schema() -> Value {
    let codes = |codes: Vec<&str>| json!({ "type": "string", "enum": codes });
    object(
        &["type", "support", "geometry"],
        json!({
            "type": codes(SignType::ALL.iter().map(|code| code.code()).collect()),
            "place_id": { "type": "string", "format": "uuid", "nullable": true,
                          "description": "the street or other place whose name it shows" },
            "placement": { "type": "string", "nullable": true, "description": "where on the street",
                           "enum": Placement::ALL.iter().map(|code| code.code()).collect::<Vec<_>>() },
            "crossing_id": { "type": "string", "format": "uuid", "nullable": true,
                             "description": "the street that crosses there" },
            "location": text(200, "where it stands, in words"),
            "support": codes(Support::ALL.iter().map(|code| code.code()).collect()),
            "material": text(100, "material of the plate"),
            "width_mm": { "type": "integer", "minimum": 1, "maximum": 20000, "description": "millimetres" },
            "height_mm": { "type": "integer", "minimum": 1, "maximum": 20000, "description": "millimetres" },
            "maker": text(100, "who made it"),
            "owner": text(100, "who keeps it, when that is not this office"),
            "installed_on": { "type": "string", "format": "date", "nullable": true, "description": "not in the future" },
            "geometry": { "type": "object", "description": "GeoJSON Point, longitude first" },
            "accuracy_m": { "type": "number", "minimum": 0, "nullable": true, "description": "metres" },
        }),
    )
}

/// Schema of [`NewSignBody`].
pub(super) fn new_sign_schema() -> Value {
    object(
        &["sign", "faces"],
        json!({
            "sign": sign_schema(), "faces": faces_schema(),
            "planned": { "type": "boolean", "description": "it is still to be put up" },
        }),
    )
}

/// Schema of the faces of a sign.
pub(super) fn faces_schema() -> Value {
    json!({ "type": "array", "minItems": 1, "maxItems": MOST_FACES, "items": object(
        &["text"],
        json!({
            "text": text(LONGEST_FACE, "characters as displayed"),
            "pinyin": { "type": "string", "minLength": 1, "maxLength": LONGEST_PINYIN, "nullable": true,
                        "description": "roman letters as displayed" },
            "colour": { "type": "string", "nullable": true,
                        "enum": PlateColour::ALL.iter().map(|code| code.code()).collect::<Vec<_>>() },
            "facing_deg": { "type": "integer", "minimum": 0, "maximum": 359, "nullable": true,
                            "description": "azimuth to which it faces, clockwise from north" },
        }),
    ) })
}
