//! Signs one by one and in lists.

use axum::{
    Json,
    body::Body as Content,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::{Value, json};

use super::{
    ENTERERS, READERS, SignsState, answer_sign, answers, json as told,
    wire::{FacesBody, NewSignBody, SignBody, faces_schema, new_sign_schema, sign_schema},
};
use crate::{
    db::tx::Tx,
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn, bbox,
        idempotency::{self, Idempotent, Outcome},
        if_match,
        schema::object,
    },
    signs::{
        Refusal, SignNumber,
        codes::{SignState, SignType},
        model::Sign,
        service::{self, Filter},
    },
};

/// Signs of one page: usual and most.
const PAGE: (usize, usize) = (100, 1_000);

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let (all, one) = ("/api/v1/signs", "/api/v1/signs/{number}");
    let (readers, enterers) = (Access::Roles(READERS), Access::Roles(ENTERERS));
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, all, enterers, add_operation(), post(add).with_state(state.clone())),
        Route::new(Method::GET, one, readers, show_operation(), get(show).with_state(state.clone())),
        Route::new(Method::PUT, one, enterers, amend_operation(), put(amend).with_state(state.clone())),
        Route::new(
            Method::PUT,
            "/api/v1/signs/{number}/faces",
            enterers,
            faces_operation(),
            put(show_faces).with_state(state.clone()),
        ),
    ]
}

/// The sign in the address.
pub(super) fn number() -> Param {
    Param::path("number", json!({ "type": "string", "pattern": "^S[0-9]{7}$" }), "标志编号", "number of the sign")
}

fn must_match() -> Param {
    Param::header("If-Match", json!({ "type": "string" }), "读取标志时的 ETag", "the ETag of the sign as you read it")
        .required()
}

fn list_operation() -> Operation {
    let states = SignState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
    let types = SignType::ALL.iter().map(|code| code.code()).collect::<Vec<_>>();
    let several = |codes: Vec<&str>| json!({ "type": "array", "items": { "type": "string", "enum": codes } });
    Operation::new("signs", "signs", "地名标志列表", "Signs by number, as GeoJSON")
        .params([
            Param::query("state", several(states), "状态，可用逗号列出多个", "states, parted by commas"),
            Param::query("type", several(types), "类型，可用逗号列出多个", "types, parted by commas"),
            Param::query(
                "place",
                json!({ "type": "string", "format": "uuid" }),
                "所标示的地名实体",
                "the place whose name they show",
            ),
            Param::query("division", json!({ "type": "string" }), "所在政区代码", "code of the division they stand in"),
            Param::query(
                "q",
                json!({ "type": "string" }),
                "编号、位置或牌面中的文字",
                "part of number, location or a text shown",
            ),
            bbox::param(),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/geo+json", answers::signs(), "a feature collection and `next`")
}

fn add_operation() -> Operation {
    Operation::new("signs", "addSign", "登记一块地名标志", "Enter a sign that stands, or is planned")
        .params([idempotency::param()])
        .body("application/json", new_sign_schema())
        .answers(201, "application/json", answers::sign(), "the sign with its number")
}

fn show_operation() -> Operation {
    Operation::new("signs", "sign", "一块地名标志及其经过", "One sign and what happened to it")
        .params([number()])
        .answers(200, "application/json", answers::sign(), "the sign")
}

fn amend_operation() -> Operation {
    Operation::new("signs", "amendSign", "修改标志的登记内容", "Put right what is known of a sign")
        .params([number(), must_match(), idempotency::param()])
        .body("application/json", sign_schema())
        .answers(200, "application/json", answers::sign(), "the sign")
}

fn faces_operation() -> Operation {
    Operation::new("signs", "showOnSign", "登记牌面自今日起显示的内容", "What the faces show from today on")
        .params([number(), must_match(), idempotency::param()])
        .body("application/json", object(&["faces"], json!({ "faces": faces_schema() })))
        .answers(200, "application/json", answers::sign(), "the sign")
}

/// The sign with the number in an address.
pub(super) async fn named(tx: &Tx, number: &str) -> Result<Sign, Refusal> {
    let number: SignNumber = number.parse().map_err(|_| Refusal::UnknownSign)?;
    service::by_number(tx, number).await
}

async fn list(State(state): State<SignsState>, params: Params) -> Result<Response, Problem> {
    let several = |text: &str| text.split(',').map(|code| code.parse().ok()).collect::<Option<Vec<SignState>>>();
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let filter = Filter {
        ids: None,
        states: params.parse_with("state", several)?,
        types: params.parse_with("type", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        place: params.parse("place")?,
        text: params.text("q").map(str::to_owned),
        division_code: params.text("division").map(str::to_owned),
        bbox: params.parse_with("bbox", |text| match bbox::read(text)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        })?,
        after: params.parse("cursor")?,
    };
    let tx = state.db.read("signs.list").await?;
    let signs = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (signs, next) = page.cut(signs, |last| last.number.to_string());
    let features: Vec<Value> = signs.iter().map(told::feature).collect();
    Ok(geojson(&json!({ "type": "FeatureCollection", "features": features, "next": next })))
}

/// GeoJSON under its media type.
pub(super) fn geojson(document: &Value) -> Response {
    geojson_text(document.to_string())
}

/// GeoJSON that is written already.
pub(super) fn geojson_text(document: impl Into<Content>) -> Response {
    let media_type = HeaderValue::from_static("application/geo+json");
    ([(header::CONTENT_TYPE, media_type)], document.into()).into_response()
}

async fn show(State(state): State<SignsState>, Path(number): Path<String>) -> Result<Response, Problem> {
    let tx = state.db.read("signs.show").await?;
    let sign = named(&tx, &number).await?;
    let events = service::events(&tx, sign.id).await?;
    tx.finish().await?;
    let mut document = told::sign(&sign);
    if let Value::Object(members) = &mut document {
        members.insert("events".into(), events.iter().map(told::event).collect());
    }
    Ok(([(header::ETAG, if_match::tag(sign.version))], Json(document)).into_response())
}

async fn add(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NewSignBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let add = async |clerk: &service::Clerk<'_>| {
        let sign = clerk.register(new).await?;
        Ok(answer_sign(StatusCode::CREATED, &sign)?.location(told::address(&sign)))
    };
    state.work(&caller, "signs.register", key.as_ref(), add).await
}

async fn amend(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SignBody>>,
) -> Result<Outcome, Problem> {
    let (version, facts) = (if_match::based_on(&headers)?, body.checked("")?);
    let amend = async |clerk: &service::Clerk<'_>| {
        let sign = named(clerk.tx, &number).await?;
        answer_sign(StatusCode::OK, &clerk.amend(sign.id, Some(version), facts).await?)
    };
    state.work(&caller, "signs.amend", key.as_ref(), amend).await
}

async fn show_faces(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<FacesBody>>,
) -> Result<Outcome, Problem> {
    let (version, faces) = (if_match::based_on(&headers)?, body.checked()?);
    let show = async |clerk: &service::Clerk<'_>| {
        let sign = named(clerk.tx, &number).await?;
        answer_sign(StatusCode::OK, &clerk.show(sign.id, Some(version), faces).await?)
    };
    state.work(&caller, "signs.show", key.as_ref(), show).await
}
