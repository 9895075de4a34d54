//! Items of a case, and the name clinic over them.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{delete, post, put},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    NamingState,
    cases::whole,
    json as told,
    schema::{self, case_id, if_match, if_match_if_any, object},
    tag,
    wire::{ItemBody, ItemsBody, ReasonBody, items_of, syllables},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::{line, prose},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
    },
    naming::{
        Action, ItemId,
        model::{CaseId, Item, NamingCase},
        policy::{READERS, roles},
        service::{self, Desk},
    },
};

const ITEMS: &str = "/api/v1/naming-cases/{case_id}/items";
const ITEM: &str = "/api/v1/naming-cases/{case_id}/items/{item_id}";

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let may = |action| Access::Roles(roles(action));
    let answers = |operation: Operation| operation.answers(200, "application/json", schema::case(), "the case");
    vec![
        Route::new(Method::POST, ITEMS, may(Action::Edit), schema::step(Action::Edit, add_operation()), post(add).with_state(state.clone()))
            .body_limit(16 << 20),
        Route::new(
            Method::PUT,
            ITEM,
            may(Action::Edit),
            schema::step(Action::Edit, Operation::new("naming", "changeNamingItem", "修改条目", "Write an item anew"))
                .describes(
                    "条目整体重写，未写的内容即为没有；原有图形见 items.geojson。采纳异议后，须在再次专家论证之前修改。",
                    "The item is written as a whole: what is left out is gone. Its present geometry is in items.geojson. After \
                     an upheld objection items are changed before the experts argue again.",
                )
                .params([case_id(), item_id(), if_match()])
                .body("application/json", schema::item())
                .answers(200, "application/json", json!({ "type": "object" }), "the item"),
            put(change).with_state(state.clone()),
        ),
        Route::new(
            Method::DELETE,
            ITEM,
            may(Action::Edit),
            answers(
                Operation::new("naming", "removeNamingItem", "删除草拟案件的条目", "Remove an item of a draft")
                    .params([case_id(), item_id(), if_match()]),
            ),
            delete(remove).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/{case_id}/items/{item_id}/take-out",
            may(Action::TakeOut),
            answers(schema::step(Action::TakeOut, take_out_operation())),
            post(take_out).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/{case_id}/items/{item_id}/pinyin",
            may(Action::Spell),
            schema::step(Action::Spell, confirm_operation()),
            post(confirm).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/{case_id}/items/{item_id}/settle",
            may(Action::Settle),
            answers(schema::step(Action::Settle, settle_operation())),
            post(settle).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/{case_id}/check",
            Access::Roles(READERS),
            Operation::new(
                "naming",
                "checkNamingCase",
                "按今天的规则检查全部待定条目",
                "Check all open items by the rules of today",
            )
            .params([case_id(), idempotency::param()])
            .answers(
                201,
                "application/json",
                json!({ "type": "object" }),
                "the case; its first check is this one",
            ),
            post(check).with_state(state.clone()),
        ),
    ]
}

fn item_id() -> Param {
    schema::id("item_id", "条目编号", "id of the item")
}

fn add_operation() -> Operation {
    Operation::new("naming", "addNamingItems", "添加条目", "Add items to a case")
        .params([case_id(), if_match_if_any(), idempotency::param()])
        .body(
            "application/json",
            object(
                &["items"],
                json!({ "items": { "type": "array", "minItems": 1, "maxItems": 2000, "items": schema::item() } }),
            ),
        )
        .answers(201, "application/json", json!({ "type": "object" }), "the whole case")
}

fn take_out_operation() -> Operation {
    Operation::new("naming", "takeOutNamingItem", "移出条目，名称不再预占", "Take an item out of a case")
        .params([case_id(), item_id(), idempotency::param()])
        .body("application/json", object(&["reason"], json!({ "reason": schema::text(5000, "why") })))
}

fn confirm_operation() -> Operation {
    Operation::new("naming", "confirmItemPinyin", "逐字确认条目名称的读音", "Confirm the readings of an item's name")
        .params([case_id(), item_id(), idempotency::param()])
        .body(
            "application/json",
            object(
                &["choices"],
                json!({ "choices": {
                            "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 200,
                            "description": "one syllable for each Chinese character, such as guǎng or guang3",
                        } }),
            ),
        )
        .answers(200, "application/json", json!({ "type": "object" }), "the item, its spelling confirmed")
}

fn settle_operation() -> Operation {
    Operation::new("naming", "settleWarning", "书面说明一个疑点", "Settle a warning with a written reason")
        .params([case_id(), item_id(), idempotency::param()])
        .body(
            "application/json",
            object(
                &["verdict", "reason"],
                json!({
                    "verdict": schema::text(1000, "key of the verdict in the last check"),
                    "reason": schema::text(5000, "why it does not stand in the way"),
                }),
            ),
        )
}

/// A warning and why it does not stand in the way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleBody {
    verdict: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choices {
    choices: Vec<String>,
}

async fn add(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ItemsBody>>,
) -> Result<Outcome, Problem> {
    let (version, items) = (if_match::version(&headers)?, items_of(body.items)?);
    state
        .work(&caller, "naming.add_items", key.as_ref(), version, async |desk| {
            service::add_items(desk, CaseId(id), items).await?;
            whole(desk, StatusCode::CREATED, CaseId(id), json!({})).await
        })
        .await
}

async fn change(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, item)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Body(body): Body<ItemBody>,
) -> Result<Outcome, Problem> {
    let (version, draft) = (if_match::based_on(&headers)?, body.checked("")?);
    state
        .work(&caller, "naming.change_item", None, Some(version), async |desk| {
            item_answer(service::change_item(desk, CaseId(id), ItemId(item), draft).await?)
        })
        .await
}

async fn remove(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, item)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
) -> Result<Outcome, Problem> {
    let version = if_match::based_on(&headers)?;
    let step = async |desk: &Desk<'_>| service::remove_item(desk, CaseId(id), ItemId(item)).await;
    state.step(&caller, "naming.remove_item", None, Some(version), step).await
}

async fn take_out(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, item)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let step = async |desk: &Desk<'_>| service::take_out(desk, CaseId(id), ItemId(item), reason).await;
    state.step(&caller, "naming.take_out", key.as_ref(), None, step).await
}

async fn confirm(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, item)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<Choices>>,
) -> Result<Outcome, Problem> {
    let readings = syllables("/choices", &body.choices)?;
    state
        .work(&caller, "naming.confirm_pinyin", key.as_ref(), None, async |desk| {
            item_answer(service::choose_readings(desk, CaseId(id), ItemId(item), &readings).await?)
        })
        .await
}

async fn settle(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, item)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SettleBody>>,
) -> Result<Outcome, Problem> {
    let (verdict, reason) = (line("/verdict", body.verdict, 1_000)?, prose("/reason", &body.reason, 5_000)?);
    let step = async |desk: &Desk<'_>| service::settle(desk, CaseId(id), ItemId(item), verdict, reason).await;
    state.step(&caller, "naming.settle", key.as_ref(), None, step).await
}

async fn check(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, .. }: Idempotent,
) -> Result<Outcome, Problem> {
    state
        .work(&caller, "naming.check", key.as_ref(), None, async |desk| {
            service::check(desk, CaseId(id)).await?;
            whole(desk, StatusCode::CREATED, CaseId(id), json!({})).await
        })
        .await
}

/// An item as an answer; the ETag is that of its case.
fn item_answer((case, item): (NamingCase, Item)) -> Result<Answer, Problem> {
    Ok(Answer::json(StatusCode::OK, &told::item(&item))?.etag(tag(&case)))
}
