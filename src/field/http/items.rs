//! `/api/v1/field/items`: what has come in, and conflicts to be decided.

use axum::{
    Json,
    extract::{Path, State},
    http::Method,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{FieldState, json as told};
use crate::{
    field::{
        codes::ItemState,
        model::{Filter, Item, ItemId},
        receipt::Signer,
        service,
    },
    http::{
        Access, Body, Language, Nothing, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::prose,
        schema::{self, object, text},
    },
    kernel::actor::UserId,
    signs::{
        captured::Kind,
        policy::{KEEPERS, READERS},
    },
};

/// Items of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &FieldState) -> Vec<Route> {
    let keepers = Access::Roles(KEEPERS);
    vec![
        Route::new(
            Method::GET,
            "/api/v1/field/items",
            Access::Roles(READERS),
            list_operation(),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/field/items/{item_id}",
            Access::Roles(READERS),
            Operation::new("field", "fieldItem", "一个采集项及登记现状", "One item, beside what the register has now")
                .describes(
                    "content 是外业采集的内容，current 是登记簿的现状；冲突时两者都保留。",
                    "`content` is what was captured, `current` what the register has; of a conflict both are kept.",
                )
                .params([item_id()])
                .answers(200, "application/json", item_schema(), "the item with its receipt"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/field/items/{item_id}/apply",
            keepers,
            Operation::new("field", "applyFieldItem", "采用冲突的采集项", "Let an item in conflict count after all")
                .params([item_id()])
                .body("application/json", object(&[], json!({})))
                .answers(200, "application/json", item_schema(), "the item"),
            post(apply).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/field/items/{item_id}/dismiss",
            keepers,
            Operation::new("field", "dismissFieldItem", "不采用冲突的采集项", "Decide against an item in conflict")
                .params([item_id()])
                .body("application/json", object(&["reason"], json!({ "reason": text(1_000, "why") })))
                .answers(200, "application/json", item_schema(), "the item"),
            post(dismiss).with_state(state.clone()),
        ),
    ]
}

fn item_schema() -> Value {
    let (text, id) = (|| json!({ "type": "string" }), || json!({ "type": "string", "format": "uuid" }));
    let instant = || json!({ "type": "string", "format": "date-time" });
    let code = |codes: Vec<&str>| json!({ "type": "string", "enum": codes });
    let object = |description: &str| json!({ "type": "object", "nullable": true, "description": description });
    json!({
        "type": "object",
        "required": ["id", "kind", "state", "digest", "received_at", "login", "captured_at", "content"],
        "properties": {
            "id": id(), "kind": code(Kind::ALL.iter().map(|code| code.code()).collect()),
            "state": code(ItemState::ALL.iter().map(|code| code.code()).collect()), "kind_title": text(), "state_title": text(),
            "digest": text(), "received_at": instant(), "login": text(), "device": { "type": "string", "nullable": true },
            "captured_at": instant(), "clock_shift_s": { "type": "integer" },
            "base_version": { "type": "integer", "nullable": true }, "after": { "type": "array", "items": id() },
            "content": object("what was captured"), "subject": object("kind, id and version of what it made or changed"),
            "awaited_photos": { "type": "array", "items": id() }, "problem": object("why it did not count at once (RFC 9457)"),
            "settled": object("by, at and reason: who decided"), "receipt": text(),
            "current": object("what the register has now: the sign, report or order"),
        },
    })
}

fn item_id() -> Param {
    schema::id("item_id", "采集项编号", "id of the item")
}

fn list_operation() -> Operation {
    let states = ItemState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
    Operation::new("field", "fieldItems", "采集项列表", "Items, the last that came first")
        .params([
            Param::query(
                "state",
                json!({ "type": "array", "items": { "type": "string", "enum": states } }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("user", json!({ "type": "string", "format": "uuid" }), "采集人账号编号", "id of the account"),
            Param::query(
                "subject",
                json!({ "type": "string", "format": "uuid" }),
                "所涉标志、报告或维修单的编号",
                "id of the sign, report or order that it is about",
            ),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(
            200,
            "application/json",
            json!({ "type": "object", "required": ["items", "next"], "properties": {
            "items": { "type": "array", "items": item_schema() }, "next": { "type": "string", "nullable": true } } }),
            "items and `next`",
        )
}

async fn list(State(state): State<FieldState>, language: Language, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let filter = Filter {
        ids: None,
        states: params.parse_with("state", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        user: params.parse("user")?.map(UserId),
        subject: params.parse("subject")?,
        before: params.parse("cursor")?,
    };
    let tx = state.db.read("field.items").await?;
    let items = service::list(&tx, &filter, page.rows()).await?;
    let (items, next) = page.cut(items, |last| last.arrival.to_string());
    let mut told = Vec::with_capacity(items.len());
    for item in &items {
        told.push(told::item(item, &service::awaited(&tx, item).await?, language));
    }
    tx.finish().await?;
    Ok(Json(json!({ "items": told, "next": next })))
}

async fn show(
    State(state): State<FieldState>,
    language: Language,
    Path(id): Path<Uuid>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let tx = state.db.read("field.item").await?;
    let item = service::find(&tx, ItemId(id)).await?;
    tx.finish().await?;
    whole(&state, &item, language).await
}

/// An item with its receipt, beside what the register has.
async fn whole(state: &FieldState, item: &Item, language: Language) -> Result<Json<Map<String, Value>>, Problem> {
    let signer = Signer::of(&state.db, &state.ids).await?;
    let tx = state.db.read("field.whole_item").await?;
    let awaited = service::awaited(&tx, item).await?;
    let current = match &item.subject {
        Some(about) => service::shown(&tx, about).await?,
        None => None,
    };
    tx.finish().await?;
    let mut members = told::item(item, &awaited, language);
    members.insert("receipt".into(), json!(signer.receipt(item, &awaited)));
    members.insert("current".into(), json!(current));
    Ok(Json(members))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
}

async fn apply(
    State(state): State<FieldState>,
    SignedIn(caller): SignedIn,
    language: Language,
    Path(id): Path<Uuid>,
    Body(Nothing {}): Body<Nothing>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let item = state.intake().apply(ItemId(id), &caller.actor).await?;
    whole(&state, &item, language).await
}

async fn dismiss(
    State(state): State<FieldState>,
    SignedIn(caller): SignedIn,
    language: Language,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonBody>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let reason = prose("/reason", &body.reason, 1_000)?;
    let item = state.intake().dismiss(ItemId(id), &caller.actor, reason).await?;
    whole(&state, &item, language).await
}
