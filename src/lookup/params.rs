//! Parameters of questions about positions: what the API document says of them, and how they are read.

use serde_json::json;

use super::{Parts, answer::REACH_M};
use crate::{
    http::{Param, Params, Problem, Text, params::bad_parameter},
    kernel::{
        crs::{SourceCrs, UnknownCrs},
        geometry::Position,
    },
};

/// Farthest reach for streets, in metres.
const MOST_REACH_M: f64 = 10_000.0;

/// `lon`, `lat` and `crs`.
#[must_use]
pub fn of_position() -> [Param; 3] {
    [
        Param::query(
            "lon",
            json!({ "type": "number" }),
            "经度（度）；投影坐标为横坐标",
            "longitude in degrees, or easting",
        )
        .required(),
        Param::query(
            "lat",
            json!({ "type": "number" }),
            "纬度（度）；投影坐标为纵坐标",
            "latitude in degrees, or northing",
        )
        .required(),
        of_crs(),
    ]
}

/// `crs`
#[must_use]
pub fn of_crs() -> Param {
    Param::query(
        "crs",
        json!({ "type": "string", "default": "4490" }),
        "坐标系：4490、4326、4547、4526、3857、gcj02、bd09；总是先横（经）后纵（纬）",
        "reference system of the coordinates, always x before y: 4490, 4326, 4547, 4526, 3857, gcj02, bd09",
    )
}

/// `at` and `recorded-at`
pub(super) fn of_moment() -> [Param; 2] {
    [
        of_day(),
        Param::query(
            "recorded-at",
            json!({ "type": "string" }),
            "登记时间（时刻或日期）：当时登记簿怎么说",
            "instant or day of record time: what the register said then",
        ),
    ]
}

/// `at`
pub(super) fn of_day() -> Param {
    Param::query(
        "at",
        json!({ "type": "string", "format": "date" }),
        "有效日期，默认今天",
        "day of valid time; today if absent",
    )
}

/// `fields` and `reach`
pub(super) fn of_question() -> [Param; 2] {
    [
        Param::query(
            "fields",
            json!({ "type": "array", "items": { "type": "string", "enum": Parts::WORDS } }),
            "只要这些部分",
            "only these parts",
        ),
        Param::query(
            "reach",
            json!({ "type": "number", "minimum": 0, "maximum": MOST_REACH_M, "default": REACH_M }),
            "街路的查找距离（米）",
            "how far a street may be away, in metres",
        ),
    ]
}

/// Reads `lon`, `lat` and `crs` into a position in CGCS2000.
pub fn position(params: &Params) -> Result<Position, Problem> {
    stored(params, "lon", (params.require("lon")?, params.require("lat")?))
}

/// The position in CGCS2000 of (x, y) in the system that `crs` says; what is wrong with it is said of `name`.
pub fn stored(params: &Params, name: &str, (x, y): (f64, f64)) -> Result<Position, Problem> {
    crs(params)?.to_storage(x, y).map_err(|error| {
        let Text { zh, en } = error.text();
        bad_parameter(name, Text::new(format!("坐标无法使用：{zh}"), format!("the coordinates cannot be used: {en}")))
    })
}

/// Reads `crs`; CGCS2000 when nothing is said.
pub fn crs(params: &Params) -> Result<SourceCrs, Problem> {
    Ok(params.parse_saying("crs", UnknownCrs::text)?.unwrap_or(SourceCrs::Cgcs2000))
}

/// Reads `fields`; all of them when nothing is said.
pub(super) fn parts(params: &Params) -> Result<Parts, Problem> {
    Ok(params.parse_with("fields", |list| list.parse().ok())?.unwrap_or(Parts::ALL))
}

/// Reads `reach`, in metres.
pub(super) fn reach_m(params: &Params) -> Result<f64, Problem> {
    Ok(params.parse_with("reach", reach)?.unwrap_or(REACH_M))
}

/// A reach for streets in metres, if it is one.
#[must_use]
pub fn reach(text: &str) -> Option<f64> {
    metres(text).filter(|metres| *metres <= MOST_REACH_M)
}

/// A length in metres, if it is one.
#[must_use]
pub fn metres(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|metres| *metres >= 0.0)
}
