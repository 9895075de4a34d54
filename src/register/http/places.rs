//! Places.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{
    KEEPERS, RegisterState, based_on,
    wire::{EditionBody, NameBody, PlaceBody},
};
use crate::{
    db::WriteTx,
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome, once},
        seen,
    },
    kernel::{dates::office_date, validity::ValidPeriod},
    lookup::Moment,
    register::{
        Refusal, document,
        model::{FeatureId, NewEdition, NewPlace},
        service::{self, PlaceVersion},
    },
};

pub(super) fn routes(state: &RegisterState) -> Vec<Route> {
    let keepers = Access::Roles(KEEPERS);
    let one = "/api/v1/places/{place_id}";
    vec![
        Route::new(Method::GET, one, Access::Public, show_operation(), get(show).with_state(state.clone())),
        Route::new(Method::POST, "/api/v1/places", keepers, add_operation(), post(add).with_state(state.clone())),
        Route::new(
            Method::POST,
            "/api/v1/places/{place_id}/editions",
            keepers,
            edition_operation(),
            post(add_edition).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/places/{place_id}/names",
            keepers,
            name_operation(),
            post(add_name).with_state(state.clone()),
        ),
    ]
}

fn place_id() -> Param {
    Param::path("place_id", json!({ "type": "string", "format": "uuid" }), "地名实体编号", "id of the place")
}

fn if_match() -> Param {
    Param::header("If-Match", json!({ "type": "string" }), "读取时的 ETag", "the ETag of what you read").required()
}

fn show_operation() -> Operation {
    Operation::new("register", "showPlace", "一个地名实体及其全部名称", "One place and all its names")
        .params([
            place_id(),
            Param::query(
                "at",
                json!({ "type": "string", "format": "date" }),
                "有效日期，默认今天",
                "day of valid time",
            ),
            Param::query("recorded-at", json!({ "type": "string" }), "登记时间", "instant of record time"),
        ])
        .answers(200, "application/json", json!({ "type": "object" }), "the place")
}

fn add_operation() -> Operation {
    Operation::new("register", "addPlace", "登记一个地名实体", "Enter a place")
        .params([idempotency::param()])
        .body(
            "application/json",
            json!({
                "type": "object", "required": ["category", "geometry", "name"], "additionalProperties": false,
                "properties": {
                    "category": { "type": "string", "description": "GB/T 18521" },
                    "division_code": { "type": "string", "nullable": true },
                    "place_code": { "type": "string", "pattern": "^[0-9]{20}$", "nullable": true },
                    "valid_from": { "type": "string", "format": "date", "nullable": true },
                    "valid_to": { "type": "string", "format": "date", "nullable": true },
                    "geometry": { "type": "object", "description": "GeoJSON geometry, longitude first" },
                    "is_public": { "type": "boolean", "nullable": true },
                    "attributes": { "type": "object" },
                    "name": name_schema(),
                    "street": { "type": "object", "nullable": true, "additionalProperties": false, "properties": {
                        "road_class": { "type": "string" }, "admin_tier": { "type": "string" },
                        "starts_at": { "type": "string" }, "ends_at": { "type": "string" },
                        "length_m": { "type": "number" }, "width_m": { "type": "number" },
                        "orientation": { "type": "string" }, "surface": { "type": "string" },
                    } },
                },
            }),
        )
        .answers(201, "application/json", json!({ "type": "object" }), "entered; the look-ups already show it")
}

fn edition_operation() -> Operation {
    Operation::new(
        "register",
        "addPlaceEdition",
        "自某日起的新版本（图形、类别）",
        "What a place is like from a day on",
    )
    .params([place_id(), if_match(), idempotency::param()])
    .body(
        "application/json",
        json!({
            "type": "object", "required": ["from", "geometry"], "additionalProperties": false,
            "properties": {
                "from": { "type": "string", "format": "date" },
                "geometry": { "type": "object", "description": "GeoJSON geometry, longitude first" },
                "category": { "type": "string", "nullable": true },
            },
        }),
    )
    .answers(201, "application/json", json!({ "type": "object" }), "entered")
}

fn name_operation() -> Operation {
    Operation::new("register", "addName", "添加别名、俗称、曾用名或少数民族语地名", "Add a further name")
        .params([place_id(), if_match(), idempotency::param()])
        .body("application/json", name_schema())
        .answers(201, "application/json", json!({ "type": "object" }), "entered")
}

fn name_schema() -> Value {
    json!({
        "type": "object", "required": ["text"], "additionalProperties": false,
        "properties": {
            "text": { "type": "string", "minLength": 1, "maxLength": 200 },
            "kind": { "type": "string", "enum": ["standard", "former", "alias", "colloquial", "minority_language"] },
            "language": { "type": "string", "nullable": true },
            "valid_from": { "type": "string", "format": "date", "nullable": true },
            "valid_to": { "type": "string", "format": "date", "nullable": true },
            "approving_authority": { "type": "string", "nullable": true },
            "approved_on": { "type": "string", "format": "date", "nullable": true },
            "document_number": { "type": "string", "nullable": true },
        },
    })
}

async fn show(
    State(state): State<RegisterState>,
    Path(place_id): Path<Uuid>,
    caller: Option<SignedIn>,
    params: Params,
) -> Result<Response, Problem> {
    let today = office_date(state.clock.now());
    let moment = Moment::from_params(&params, today)?;
    let keeper = caller.is_some_and(|SignedIn(caller)| KEEPERS.contains(&caller.role));
    let tx = state.db.read("register.show_place").await?;
    let recorded = match moment.recorded_at {
        None => None,
        Some(instant) => Some(tx.version_at(instant).await?),
    };
    let mut shown = document::place_document(&tx, place_id, moment.at, recorded).await?;
    if shown.is_none() && keeper && recorded.is_none() {
        shown = document::unpublished_document(&tx, place_id, moment.at).await?;
    }
    let data_version = tx.data_version().await?;
    tx.finish().await?;
    let (document, version) = shown.ok_or(Refusal::UnknownPlace)?;
    let mut response = ([(header::ETAG, tag(version, today))], Json(document)).into_response();
    seen::tell(response.headers_mut(), data_version);
    Ok(response)
}

async fn add(
    State(state): State<RegisterState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<PlaceBody>>,
) -> Result<Outcome, Problem> {
    let new = NewPlace::try_from(body)?;
    let outcome = once(&state.db, "register.add_place", &caller.actor, key.as_ref(), async |tx| {
        let place = service::add_place(tx, &state.ids, new).await?;
        state.answer_place(tx, place).await
    });
    state.shown(outcome.await?).await
}

async fn add_edition(
    State(state): State<RegisterState>,
    SignedIn(caller): SignedIn,
    Path(place_id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<EditionBody>>,
) -> Result<Outcome, Problem> {
    let (version, new, place) = (based_on(&headers)?, NewEdition::try_from(body)?, FeatureId(place_id));
    let outcome = once(&state.db, "register.add_edition", &caller.actor, key.as_ref(), async |tx| {
        service::add_edition(tx, place, version, new).await?;
        state.answer_place(tx, place).await
    });
    state.shown(outcome.await?).await
}

async fn add_name(
    State(state): State<RegisterState>,
    SignedIn(caller): SignedIn,
    Path(place_id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NameBody>>,
) -> Result<Outcome, Problem> {
    let (version, name) = (based_on(&headers)?, body.checked("", ValidPeriod::ALWAYS)?);
    let (place, today) = (FeatureId(place_id), office_date(state.clock.now()));
    let outcome = once(&state.db, "register.add_name", &caller.actor, key.as_ref(), async |tx| {
        service::add_name(tx, &state.ids, place, version, name, today).await?;
        state.answer_place(tx, place).await
    });
    state.shown(outcome.await?).await
}

impl RegisterState {
    /// 201 with the place as the register says from this commit on.
    async fn answer_place(&self, tx: &WriteTx, place: FeatureId) -> Result<Answer, Problem> {
        let data_version = tx.number().await?;
        let today = office_date(self.clock.now());
        // What is not public, or not in force today, is there all the same: then the answer only says which it is.
        let (mut document, version) = document::place_document(tx, place.0, today, None)
            .await?
            .unwrap_or_else(|| (json!({ "id": place }), data_version.unwrap_or_default()));
        if let Value::Object(document) = &mut document {
            document.insert("data_version".into(), json!(data_version));
        }
        let answer = Answer::json(StatusCode::CREATED, &document)?;
        Ok(answer.location(format!("/api/v1/places/{place}")).etag(tag(version, today)))
    }
}

/// The ETag of a place as seen on a day; what comes before the dash is what a change is based on.
fn tag(version: PlaceVersion, day: Date) -> String {
    format!("\"{version}-{}\"", day.to_julian_day())
}
