//! Markers: lists, tie points, steps, and whether they moved.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::{Value, json};

use super::{
    BoundariesState, answers, based_on, json as told,
    wire::markers::{
        MarkersBody, ObservedBody, ScrapBody, SetBody, TiePointsBody, markers_schema, observed_schema, ties_schema,
    },
};
use crate::{
    boundaries::{
        codes::MarkerState,
        model::Marker,
        policy::{KEEPERS, Precision, READERS, SURVEYORS},
        service::{self, LineFilter, MarkerFilter, MarkerStep},
        state::MarkerAction,
    },
    http::{
        Access, Body, Caller, Nothing, Operation, Page, Param, Params, Problem, Route, SignedIn, bbox,
        idempotency::{self, Answer, Idempotent, Key, Outcome},
        if_match,
        schema::{day, object, text, word},
    },
    records::{self, Pen},
};

/// Markers of one page: usual and most.
const PAGE: (usize, usize) = (100, 1_000);

const ALL: &str = "/api/v1/boundary-markers";
const ONE: &str = "/api/v1/boundary-markers/{number}";

pub(super) fn routes(state: &BoundariesState) -> Vec<Route> {
    let (readers, keepers) = (Access::Roles(READERS), Access::Roles(KEEPERS));
    let step = |action: MarkerAction, id, body| {
        let (zh, en) = action.title();
        Operation::new("boundaries", id, &format!("界桩：{zh}"), &format!("The marker is to {en}"))
            .params([number(), based_on(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::marker(), "the marker, with what can be done next")
    };
    let on = || day("not in the future");
    vec![
        Route::new(Method::GET, ALL, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, ALL, keepers, enter_operation(), post(enter).with_state(state.clone())),
        Route::new(Method::GET, ONE, readers, show_operation(), get(show).with_state(state.clone())),
        Route::new(
            Method::PUT,
            "/api/v1/boundary-markers/{number}/tie-points",
            keepers,
            ties_operation(),
            put(tie).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/boundary-markers/{number}/fix",
            Access::Roles(SURVEYORS),
            fix_operation(),
            post(judge).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/boundary-markers/{number}/set",
            keepers,
            step(MarkerAction::Set, "setBoundaryMarker", object(&["on"], json!({ "on": on() }))),
            post(set).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/boundary-markers/{number}/accept",
            keepers,
            step(MarkerAction::Accept, "acceptBoundaryMarker", object(&[], json!({}))),
            post(accept).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/boundary-markers/{number}/scrap",
            keepers,
            step(
                MarkerAction::Scrap,
                "scrapBoundaryMarker",
                object(&["on", "reason"], json!({ "on": on(), "reason": text(1_000, "why, and by which filing") })),
            ),
            post(scrap).with_state(state.clone()),
        ),
    ]
}

/// The marker in the address.
fn number() -> Param {
    let schema = json!({ "type": "string", "pattern": "^[0-9]{7,21}[QABCDE]$" });
    Param::path("number", schema, "界桩编号", "number of the marker")
}

fn list_operation() -> Operation {
    let states = MarkerState::ALL.iter().map(|code| code.code());
    Operation::new(
        "boundaries",
        "boundaryMarkers",
        "界桩列表；位置按角色取精确或概略",
        "Markers by number, as GeoJSON, as exactly as your role may know",
    )
    .params([
        Param::query("line", json!({ "type": "string" }), "界线代码", "code of the line"),
        Param::query(
            "state",
            json!({ "type": "array", "items": word(states) }),
            "状态，可用逗号列出多个",
            "states, parted by commas",
        ),
        Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
        Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        bbox::param(),
    ])
    .answers(200, "application/geo+json", answers::marker_features(), "a feature collection and `next`")
}

fn enter_operation() -> Operation {
    Operation::new(
        "boundaries",
        "enterBoundaryMarkers",
        "登记同号的一至三个界桩，序号自动编排",
        "Enter the one, two or three markers of a serial, the next one unless said",
    )
    .params([idempotency::param()])
    .body("application/json", markers_schema())
    .answers(201, "application/json", answers::markers(), "the markers with their numbers")
}

fn show_operation() -> Operation {
    Operation::new("boundaries", "boundaryMarker", "一个界桩及其经过", "One marker and what happened to it")
        .params([number()])
        .answers(200, "application/json", answers::marker(), "the marker")
}

fn ties_operation() -> Operation {
    Operation::new("boundaries", "tieBoundaryMarker", "重新选定方位物", "Give a marker other tie points")
        .params([number(), based_on(), idempotency::param()])
        .body("application/json", ties_schema())
        .answers(200, "application/json", answers::marker(), "the marker")
}

fn fix_operation() -> Operation {
    Operation::new(
        "boundaries",
        "judgeBoundaryMarker",
        "按实测位置和方位物读数判断界桩是否移动",
        "Tell by a new position and readings to its tie points whether a marker moved",
    )
    .params([number(), idempotency::param()])
    .body("application/json", observed_schema())
    .answers(200, "application/json", answers::judgement(), "the verdict, and its reasons for who may know them")
}

async fn list(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Response, Problem> {
    let precision = Precision::of(caller.role);
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let bounds = params.parse_with("bbox", |text| match bbox::read(text)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    })?;
    let tx = state.db.read("boundaries.list_markers").await?;
    let lines = match params.text("line") {
        None => None,
        Some(code) => {
            let filter = LineFilter { codes: Some(vec![code.to_owned()]), ..LineFilter::default() };
            Some(service::list(&tx, &filter, 1).await?.iter().map(|line| line.id.0).collect())
        }
    };
    let filter = MarkerFilter {
        ids: None,
        numbers: None,
        lines,
        states: params.parse_with("state", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        // By a box one could find out where a marker stands: who may not know that asks whole cells.
        bbox: bounds.map(|bounds| precision.bounds(bounds)),
        after: params.text("cursor").map(str::to_owned),
    };
    let markers = service::list_markers(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (markers, next) = page.cut(markers, |last| last.number.to_string());
    let features: Vec<Value> = markers.iter().map(|marker| told::marker_feature(marker, precision)).collect();
    let document = json!({ "type": "FeatureCollection", "features": features, "next": next });
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], document.to_string()).into_response())
}

async fn show(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    let tx = state.db.read("boundaries.show_marker").await?;
    let marker = service::find_marker(&tx, &number).await?;
    let events = records::of_subject(&tx, service::of_marker(marker.id)).await?;
    tx.finish().await?;
    let precision = Precision::of(caller.role);
    let mut document = told::marker(&marker, precision);
    if let (Value::Object(members), Precision::Exact) = (&mut document, precision) {
        members.insert("events".into(), events.iter().map(told::event).collect());
    }
    Ok(([(header::ETAG, if_match::tag(marker.version))], Json(document)).into_response())
}

async fn enter(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<MarkersBody>>,
) -> Result<Outcome, Problem> {
    let (code, new) = body.checked()?;
    let precision = Precision::of(caller.role);
    let enter = async |pen: &Pen<'_>| {
        let line = service::find(pen.tx, &code).await?;
        let markers = service::set_markers(pen, line.id, new).await?;
        let told: Vec<Value> = markers.iter().map(|marker| told::marker(marker, precision)).collect();
        Answer::json(StatusCode::CREATED, &json!({ "markers": told }))
    };
    state.work(&caller, "boundaries.enter_markers", key.as_ref(), enter).await
}

async fn tie(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<TiePointsBody>>,
) -> Result<Outcome, Problem> {
    let (version, ties) = (if_match::version(&headers)?, body.checked()?);
    let precision = Precision::of(caller.role);
    let tie = async |pen: &Pen<'_>| {
        let marker = service::find_marker(pen.tx, &number).await?;
        answer(&service::tie(pen, marker.id, version, ties).await?, precision)
    };
    state.work(&caller, "boundaries.tie", key.as_ref(), tie).await
}

async fn judge(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ObservedBody>>,
) -> Result<Outcome, Problem> {
    let observed = body.checked()?;
    let precision = Precision::of(caller.role);
    let judge = async |pen: &Pen<'_>| {
        let marker = service::find_marker(pen.tx, &number).await?;
        let judgement = service::judge(pen, marker.id, &observed).await?;
        Answer::json(StatusCode::OK, &told::judgement(&judgement, precision))
    };
    state.work(&caller, "boundaries.judge", key.as_ref(), judge).await
}

async fn set(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SetBody>>,
) -> Result<Outcome, Problem> {
    step(&state, (caller, key), &number, &headers, body.checked()?).await
}

async fn accept(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    step(&state, (caller, key), &number, &headers, MarkerStep::Accept).await
}

async fn scrap(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ScrapBody>>,
) -> Result<Outcome, Problem> {
    step(&state, (caller, key), &number, &headers, body.checked()?).await
}

async fn step(
    state: &BoundariesState,
    (caller, key): (Caller, Option<Key>),
    number: &str,
    headers: &HeaderMap,
    step: MarkerStep,
) -> Result<Outcome, Problem> {
    let version = if_match::version(headers)?;
    let precision = Precision::of(caller.role);
    let act = async |pen: &Pen<'_>| {
        let marker = service::find_marker(pen.tx, number).await?;
        answer(&service::act_on_marker(pen, marker.id, version, step).await?, precision)
    };
    state.work(&caller, "boundaries.act_on_marker", key.as_ref(), act).await
}

/// A marker as the answer to what was done with it.
fn answer(marker: &Marker, precision: Precision) -> Result<Answer, Problem> {
    Ok(Answer::json(StatusCode::OK, &told::marker(marker, precision))?.etag(if_match::tag(marker.version)))
}
