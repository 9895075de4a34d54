//! What is wrong with signs: faces that do not say what the register says, and spots without a sign.

use axum::{Json, extract::State, http::Method, response::Response, routing::get};
use serde_json::{Value, json};
use time::Date;

use super::{READERS, SignsState, json as told, signs::geojson};
use crate::{
    http::{Access, Operation, Param, Params, Problem, Route, Text, params::bad_parameter},
    kernel::{
        dates::{office_date, parse_date, parse_day},
        words::Exactness,
    },
    signs::{service, statistics},
};

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let readers = Access::Roles(READERS);
    vec![
        Route::new(
            Method::GET,
            "/api/v1/signs/faulty-faces",
            readers,
            faulty_operation(state.exactness),
            get(faulty).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/signs/expected",
            readers,
            expected_operation(),
            get(expected).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/signs/statistics",
            readers,
            Operation::new(
                "signs",
                "signStatistics",
                "标志排查、损坏、维修统计（附记录编号）",
                "Signs checked, found damaged and repaired in a period, with the records behind each figure",
            )
            .params([
                Param::query("from", json!({ "type": "string", "format": "date" }), "起日", "first day").required(),
                Param::query("to", json!({ "type": "string", "format": "date" }), "止日", "last day").required(),
                division(),
            ])
            .answers(
                200,
                "application/json",
                json!({ "type": "object" }),
                "figures, each with its records",
            ),
            get(statistics).with_state(state.clone()),
        ),
    ]
}

fn at() -> Param {
    Param::query("at", json!({ "type": "string", "format": "date" }), "日期，默认今天", "civil day; today unless said")
}

fn division() -> Param {
    Param::query("division", json!({ "type": "string" }), "政区代码", "code of a division")
}

fn faulty_operation(usual: Exactness) -> Operation {
    let exactness = Exactness::ALL.iter().map(|code| code.code()).collect::<Vec<_>>();
    Operation::new(
        "signs",
        "faultyFaces",
        "与登记簿不符的牌面",
        "Faces that do not say what the register says, as GeoJSON",
    )
    .params([
        at(),
        division(),
        Param::query("place", json!({ "type": "string", "format": "uuid" }), "只看这个地名实体", "of this place alone"),
        Param::query(
            "pinyin",
            json!({ "type": "string", "enum": exactness, "default": usual }),
            "罗马字母比对的严格程度：只比字母、连写分写、声调；默认按本局的设置",
            "how exactly roman letters are compared; as the office has set it unless said",
        ),
    ])
    .answers(
        200,
        "application/geo+json",
        json!({ "type": "object" }),
        "a feature for each face, with its findings",
    )
}

fn expected_operation() -> Operation {
    Operation::new(
        "signs",
        "expectedSigns",
        "应设标志的位置（起点、终点、路口）",
        "Where signs are expected: start, end and crossings of streets, as GeoJSON",
    )
    .params([
        at(),
        division(),
        Param::query("street", json!({ "type": "string", "format": "uuid" }), "只看这条街路", "of this street alone"),
        Param::query(
            "missing",
            json!({ "type": "boolean" }),
            "只列没有设置的位置",
            "only the spots where no sign stands",
        ),
    ])
    .answers(
        200,
        "application/geo+json",
        json!({ "type": "object" }),
        "a feature for each spot, with the sign there",
    )
}

async fn statistics(State(state): State<SignsState>, params: Params) -> Result<Json<Value>, Problem> {
    let (from, to) = (day_of(&params, "from")?, day_of(&params, "to")?);
    if to < from {
        let text = Text::new("止日早于起日", "the last day lies before the first");
        return Err(bad_parameter("to", text));
    }
    let tx = state.db.read("signs.statistics").await?;
    let figures = statistics::of_period(&tx, from, to, params.text("division")).await?;
    tx.finish().await?;
    let mut document = json!(figures);
    if let Value::Object(members) = &mut document {
        members.insert("from".into(), json!(from.to_string()));
        members.insert("to".into(), json!(to.to_string()));
    }
    Ok(Json(document))
}

/// A civil day that must be given.
fn day_of(params: &Params, name: &'static str) -> Result<Date, Problem> {
    params.parse_with(name, parse_date)?.ok_or_else(|| {
        let text = Text::new(format!("须给出参数 {name}"), format!("the parameter {name} must be given"));
        bad_parameter(name, text)
    })
}

async fn faulty(State(state): State<SignsState>, params: Params) -> Result<Response, Problem> {
    let day = params.parse_with("at", parse_day)?.unwrap_or_else(|| office_date(state.clock.now()));
    let exactness = params.parse("pinyin")?.unwrap_or(state.exactness);
    let place = params.parse("place")?;
    let tx = state.db.read("signs.faulty_faces").await?;
    let faces = service::faulty_faces(&tx, day, exactness, params.text("division"), place).await?;
    tx.finish().await?;
    let features: Vec<Value> = faces.iter().map(told::faulty).collect();
    let at = day.to_string();
    Ok(geojson(&json!({ "type": "FeatureCollection", "at": at, "pinyin": exactness, "features": features })))
}

async fn expected(State(state): State<SignsState>, params: Params) -> Result<Response, Problem> {
    let day = params.parse_with("at", parse_day)?.unwrap_or_else(|| office_date(state.clock.now()));
    let (street, missing) = (params.parse("street")?, params.parse("missing")?.unwrap_or(false));
    let tx = state.db.read("signs.expected").await?;
    let mut spots = service::expected_signs(&tx, day, params.text("division"), street).await?;
    tx.finish().await?;
    if missing {
        spots.retain(|spot| !spot.there.as_ref().is_some_and(|(_, _, state)| state.is_up()));
    }
    let features: Vec<Value> = spots.iter().map(told::expected).collect();
    Ok(geojson(&json!({ "type": "FeatureCollection", "at": day.to_string(), "features": features })))
}
