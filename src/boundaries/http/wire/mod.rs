//! What clients send, checked into what the service takes; every fault is told with its place in the body.

pub(super) mod markers;

use geo::{Geometry, LineString, Point};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    boundaries::{
        PointId,
        alignment::Tolerance,
        codes::{Feature, PointKind},
        model::{LONGEST_ALIGNMENT, LineFacts, MOST_SEGMENTS, MOST_VERTICES},
        service::{LineStep, NewLine, NewPart, NewPoint, NewSegment, NewSource},
        state::LineAction,
    },
    http::{
        Problem, Text,
        content::{day, line, prose, unfit},
        schema::{self, object, text},
    },
    register::drawing,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineBody {
    name: String,
    left_code: String,
    right_code: String,
    length_m: Option<f64>,
    source: String,
}

impl LineBody {
    pub(super) fn checked(self) -> Result<NewLine, Problem> {
        let facts = LineFacts {
            name: line("/name", self.name, 200)?,
            left_code: code("/left_code", self.left_code)?,
            right_code: code("/right_code", self.right_code)?,
            length_m: within("/length_m", self.length_m, 0.001, 10_000_000.0)?,
            source: line("/source", self.source, 200)?,
        };
        Ok(NewLine { facts, illustrative: false })
    }
}

/// Schema of [`LineBody`].
pub(super) fn line_schema() -> Value {
    object(
        &["name", "left_code", "right_code", "source"],
        json!({
            "name": text(200, "what people call it"),
            "left_code": text(9, "division on the left hand of who walks the line"),
            "right_code": text(9, "division on the right hand"),
            "length_m": { "type": "number", "nullable": true, "description": "length as the agreement states it, metres" },
            "source": text(200, "where the shape comes from"),
        }),
    )
}

/// What the steps of a line take; each takes some of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineStepBody {
    on: Option<String>,
    document: Option<String>,
    authority: Option<String>,
    reason: Option<String>,
}

impl LineStepBody {
    /// The step that `action` takes of it; what it does not take is refused.
    pub(super) fn checked(self, action: LineAction) -> Result<LineStep, Problem> {
        let takes = taken(action);
        for (member, is_said) in [
            ("on", self.on.is_some()),
            ("document", self.document.is_some()),
            ("authority", self.authority.is_some()),
            ("reason", self.reason.is_some()),
        ] {
            let pointer = format!("/{member}");
            match (is_said, takes.contains(&member)) {
                (true, false) => return Err(unfit(&pointer, "此步骤不需要", "this step does not take it")),
                (false, true) => return Err(unfit(&pointer, "须填写", "this step takes it")),
                _ => {}
            }
        }
        let Self { on, document, authority, reason } = self;
        let on = || day("/on", on.as_deref().unwrap_or_default());
        let document = || line("/document", document.as_deref().unwrap_or_default(), 100);
        let reason = || prose("/reason", reason.as_deref().unwrap_or_default(), 1_000);
        Ok(match action {
            LineAction::Agree => LineStep::Agree { on: on()?, document: document()? },
            LineAction::Approve => {
                let authority = line("/authority", authority.unwrap_or_default(), 100)?;
                LineStep::Approve { on: on()?, document: document()?, authority }
            }
            LineAction::Publish => LineStep::Publish { on: on()? },
            LineAction::Manage => LineStep::Manage,
            LineAction::Change => LineStep::Change { on: on()?, reason: reason()? },
            LineAction::Abolish => LineStep::Abolish { on: on()?, reason: reason()? },
        })
    }
}

/// The members that a step takes.
fn taken(action: LineAction) -> &'static [&'static str] {
    match action {
        LineAction::Agree => &["on", "document"],
        LineAction::Approve => &["on", "document", "authority"],
        LineAction::Publish => &["on"],
        LineAction::Manage => &[],
        LineAction::Change | LineAction::Abolish => &["on", "reason"],
    }
}

/// Schema of what a step of a line takes.
pub(super) fn line_step_schema(action: LineAction) -> Value {
    let members = json!({
        "on": schema::day("not in the future"),
        "document": text(100, "number of the paper"),
        "authority": text(100, "who approved it, and gets the reports of joint inspections"),
        "reason": text(1_000, "why, and by what paper"),
    });
    let taken: serde_json::Map<String, Value> =
        taken(action).iter().filter_map(|member| Some(((*member).to_owned(), members.get(*member)?.clone()))).collect();
    object(self::taken(action), Value::Object(taken))
}

/// A description that is kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DescriptionBody {
    text: String,
}

impl DescriptionBody {
    pub(super) fn checked(&self) -> Result<String, Problem> {
        prose("/text", &self.text, LONGEST_ALIGNMENT)
    }
}

/// Schema of [`DescriptionBody`].
pub(super) fn description_schema() -> Value {
    object(&["text"], json!({ "text": text(LONGEST_ALIGNMENT, "the description as agreed, in Chinese") }))
}

/// A description that is checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlignmentBody {
    text: String,
    bearing_tolerance_deg: Option<f64>,
    length_tolerance_part: Option<f64>,
    length_tolerance_m: Option<f64>,
}

impl AlignmentBody {
    pub(super) fn checked(self) -> Result<(String, Tolerance), Problem> {
        let usual = Tolerance::default();
        let tolerance = Tolerance {
            bearing_deg: within("/bearing_tolerance_deg", self.bearing_tolerance_deg, 0.0, 180.0)?
                .unwrap_or(usual.bearing_deg),
            length_part: within("/length_tolerance_part", self.length_tolerance_part, 0.0, 1.0)?
                .unwrap_or(usual.length_part),
            length_m: within("/length_tolerance_m", self.length_tolerance_m, 0.0, 10_000.0)?.unwrap_or(usual.length_m),
        };
        Ok((prose("/text", &self.text, LONGEST_ALIGNMENT)?, tolerance))
    }
}

/// Schema of [`AlignmentBody`].
pub(super) fn alignment_schema() -> Value {
    let usual = Tolerance::default();
    object(
        &["text"],
        json!({
            "text": text(LONGEST_ALIGNMENT, "the description, in Chinese"),
            "bearing_tolerance_deg": { "type": "number", "minimum": 0, "maximum": 180, "default": usual.bearing_deg },
            "length_tolerance_part": { "type": "number", "minimum": 0, "maximum": 1, "default": usual.length_part },
            "length_tolerance_m": { "type": "number", "minimum": 0, "maximum": 10_000, "default": usual.length_m },
        }),
    )
}

/// A shape.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShapeBody {
    parts: Vec<PartBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartBody {
    start: PointBody,
    segments: Vec<SegmentBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SegmentBody {
    feature: Feature,
    feature_name: Option<String>,
    geometry: geojson::Geometry,
    end: PointBody,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PointBody {
    point_id: Option<Uuid>,
    kind: Option<PointKind>,
    name: Option<String>,
    agreement: Option<String>,
    agreed_on: Option<String>,
    accuracy_m: Option<f64>,
}

impl ShapeBody {
    pub(super) fn checked(self) -> Result<Vec<NewPart>, Problem> {
        let segments: usize = self.parts.iter().map(|part| part.segments.len()).sum();
        if self.parts.is_empty() || segments > MOST_SEGMENTS {
            let (zh, en) =
                (format!("须有 1 至 {MOST_SEGMENTS} 段"), format!("takes 1 to {MOST_SEGMENTS} segments in all"));
            return Err(unfit("/parts", zh, en));
        }
        let mut vertices = 0;
        let parts = self.parts.into_iter().enumerate().map(|(at, part)| {
            let pointer = format!("/parts/{at}");
            if part.segments.is_empty() {
                return Err(unfit(&format!("{pointer}/segments"), "至少一段", "takes one segment at least"));
            }
            let count = part.segments.len();
            let segments = part.segments.into_iter().enumerate().map(|(place, segment)| {
                let pointer = format!("{pointer}/segments/{place}");
                let shape = way(&format!("{pointer}/geometry"), &segment.geometry)?;
                vertices += shape.0.len();
                if vertices > MOST_VERTICES {
                    let (zh, en) =
                        (format!("至多 {MOST_VERTICES} 个顶点"), format!("takes at most {MOST_VERTICES} vertices"));
                    return Err(unfit("/parts", zh, en));
                }
                let name = segment.feature_name.map(|name| line(&format!("{pointer}/feature_name"), name, 100));
                Ok(NewSegment {
                    feature: segment.feature,
                    feature_name: name.transpose()?,
                    shape,
                    end: segment.end.checked(&format!("{pointer}/end"), place + 1 == count)?,
                })
            });
            Ok(NewPart {
                segments: segments.collect::<Result<_, Problem>>()?,
                start: part.start.checked(&format!("{pointer}/start"), false)?,
            })
        });
        parts.collect()
    }
}

impl PointBody {
    /// `may_close`: the last point of a part may say nothing, and is then the one where the part began.
    fn checked(self, pointer: &str, may_close: bool) -> Result<NewPoint, Problem> {
        let Self { point_id, kind, name, agreement, agreed_on, accuracy_m } = self;
        match (point_id, name) {
            (Some(id), None) => Ok(NewPoint::Known(PointId(id))),
            (None, Some(name)) => Ok(NewPoint::New {
                kind: kind.unwrap_or(PointKind::TurningPoint),
                name: line(&format!("{pointer}/name"), name, 100)?,
                agreement: agreement.map(|text| line(&format!("{pointer}/agreement"), text, 200)).transpose()?,
                agreed_on: agreed_on.map(|text| day(&format!("{pointer}/agreed_on"), &text)).transpose()?,
                accuracy_m: within(&format!("{pointer}/accuracy_m"), accuracy_m, 0.0, 99_999.0)?,
            }),
            (None, None) if may_close => Ok(NewPoint::Start),
            _ => Err(unfit(pointer, "界线点写 point_id 或 name 其中之一", "say point_id or name, one of them")),
        }
    }
}

fn way(pointer: &str, drawn: &geojson::Geometry) -> Result<LineString<f64>, Problem> {
    match read(pointer, drawn)? {
        Geometry::LineString(line) => Ok(line),
        _ => Err(unfit(pointer, "须为线", "takes a LineString")),
    }
}

/// A point in a body: EPSG:4490, x = longitude, y = latitude, degrees.
pub(super) fn spot(pointer: &str, drawn: &geojson::Geometry) -> Result<Point<f64>, Problem> {
    match read(pointer, drawn)? {
        Geometry::Point(point) => Ok(point),
        _ => Err(unfit(pointer, "须为点", "takes a Point")),
    }
}

fn read(pointer: &str, drawn: &geojson::Geometry) -> Result<Geometry<f64>, Problem> {
    drawing::read(drawn).map_err(|error| {
        let Text { zh, en } = error.text();
        unfit(pointer, zh, en)
    })
}

/// Schema of [`ShapeBody`].
pub(super) fn shape_schema() -> Value {
    let point = object(
        &[],
        json!({
            "point_id": { "type": "string", "format": "uuid", "description": "a point of the register" },
            "kind": { "type": "string", "enum": PointKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>() },
            "name": text(100, "number of a new point at the end of the segment"),
            "agreement": text(200, "of a tri-junction: the agreement of its three sides"),
            "agreed_on": schema::day("its day"),
            "accuracy_m": { "type": "number", "minimum": 0 },
        }),
    );
    let segment = object(
        &["feature", "geometry", "end"],
        json!({
            "feature": { "type": "string", "enum": Feature::ALL.iter().map(|code| code.code()).collect::<Vec<_>>() },
            "feature_name": text(100, "what that is called"),
            "geometry": { "type": "object", "description": "GeoJSON LineString, longitude first" },
            "end": point,
        }),
    );
    let part = object(
        &["start", "segments"],
        json!({ "start": point, "segments": { "type": "array", "minItems": 1, "items": segment } }),
    );
    object(&["parts"], json!({ "parts": { "type": "array", "minItems": 1, "maxItems": MOST_SEGMENTS, "items": part } }))
}

/// A code of a division in a body: its digits.
pub(super) fn code(pointer: &str, text: String) -> Result<String, Problem> {
    if (2..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text);
    }
    Err(unfit(pointer, "行政区划代码为 2 至 9 位数字", "codes of divisions have 2 to 9 digits"))
}

/// A number in a body that may be absent, from `least` to `most`.
pub(super) fn within(pointer: &str, number: Option<f64>, least: f64, most: f64) -> Result<Option<f64>, Problem> {
    match number {
        Some(number) if !(least..=most).contains(&number) => {
            Err(unfit(pointer, format!("须在 {least} 至 {most} 之间"), format!("takes {least} to {most}")))
        }
        number => Ok(number),
    }
}

/// A source that is declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceBody {
    title: String,
    authority: String,
    document: String,
}

impl SourceBody {
    pub(super) fn checked(self) -> Result<NewSource, Problem> {
        Ok(NewSource {
            title: line("/title", self.title, 200)?,
            authority: line("/authority", self.authority, 100)?,
            document: line("/document", self.document, 200)?,
            illustrative: false,
        })
    }
}

/// Schema of [`SourceBody`].
pub(super) fn source_schema() -> Value {
    object(
        &["title", "authority", "document"],
        json!({
            "title": text(200, "the source, such as the detailed map of the notice"),
            "authority": text(100, "who published or examined it"),
            "document": text(200, "number of the notice or of the map examination"),
        }),
    )
}

/// Why a declaration is withdrawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    reason: String,
}

impl ReasonBody {
    pub(super) fn checked(&self) -> Result<String, Problem> {
        prose("/reason", &self.reason, 1_000)
    }
}
