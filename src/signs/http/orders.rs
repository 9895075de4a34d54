//! Repair orders.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    KEEPERS, READERS, SignsState, answers, json as told,
    reports::{based_on, codes},
    signs::named,
    wire::{photos, photos_schema, position},
};
use crate::{
    http::{
        Access, Body, Nothing, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{instant, line, prose, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{self, object, text},
    },
    photos,
    signs::{
        FaceId, SignId,
        damage::ReportId,
        model::LONGEST_FACE,
        repair::{
            Filter, Finish, Hand, NewFace, NewOrder, Order, OrderId, OrderKind, OrderState, Part,
            model::{HIGHEST_COST_FEN, MOST_PARTS, MOST_REPORTS},
            service,
            state::Action,
        },
        service::Clerk,
    },
};

/// Orders of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let (all, one) = ("/api/v1/repair-orders", "/api/v1/repair-orders/{order_id}");
    let readers = Access::Roles(READERS);
    let step = |action: Action, path, id, body: Value, handler: MethodRouter<SignsState>| {
        let (zh, en) = action.title();
        let operation = Operation::new("signs", id, &format!("维修单：{zh}"), &format!("An order is to {en}"))
            .params([order_id(), based_on(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::order(), "the order, with what can be done next");
        Route::new(Method::POST, path, Access::Roles(action.roles()), operation, handler.with_state(state.clone()))
    };
    let (nothing, reason) =
        (|| object(&[], json!({})), || object(&["reason"], json!({ "reason": text(1_000, "why") })));
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, all, Access::Roles(KEEPERS), order_operation(), post(order).with_state(state.clone())),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("signs", "repairOrder", "一张维修单及其经过", "One repair order and what happened to it")
                .params([order_id()])
                .answers(200, "application/json", answers::order(), "the order with reports and parts"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/repair-orders/{order_id}/photos",
            Access::Roles(Action::Finish.roles()),
            Operation::new("signs", "addOrderPhotos", "补充维修前后的照片", "Add photos of before or after the work")
                .params([order_id(), idempotency::param()])
                .body(
                    "application/json",
                    object(
                        &["photos", "after"],
                        json!({ "photos": photos_schema(),
                                "after": { "type": "boolean", "description": "of after the work, not before it" } }),
                    ),
                )
                .answers(200, "application/json", answers::order(), "the order"),
            post(add_photos).with_state(state.clone()),
        ),
        step(
            Action::Assign,
            "/api/v1/repair-orders/{order_id}/assign",
            "assignOrder",
            object(
                &[],
                json!({
                    "crew": text(40, "log-in name of the crew"),
                    "contractor": text(100, "the firm, when no crew does it"),
                }),
            ),
            post(assign),
        ),
        step(Action::Start, "/api/v1/repair-orders/{order_id}/start", "startOrder", nothing(), post(start)),
        step(Action::Finish, "/api/v1/repair-orders/{order_id}/finish", "finishOrder", finish_body(), post(finish)),
        step(Action::Accept, "/api/v1/repair-orders/{order_id}/accept", "acceptOrder", nothing(), post(accept)),
        step(Action::Reject, "/api/v1/repair-orders/{order_id}/reject", "rejectOrder", reason(), post(reject)),
        step(Action::Reopen, "/api/v1/repair-orders/{order_id}/reopen", "reopenOrder", reason(), post(reopen)),
        step(Action::Cancel, "/api/v1/repair-orders/{order_id}/cancel", "cancelOrder", reason(), post(cancel)),
    ]
}

fn order_id() -> Param {
    schema::id("order_id", "维修单编号", "id of the order")
}

fn list_operation() -> Operation {
    let states = OrderState::ALL.iter().map(|code| code.code()).collect::<Vec<_>>();
    Operation::new("signs", "repairOrders", "维修单列表", "Repair orders, the newest number first")
        .params([
            Param::query(
                "state",
                json!({ "type": "array", "items": { "type": "string", "enum": states } }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("sign", json!({ "type": "string" }), "标志编号", "number of the sign"),
            Param::query("crew", json!({ "type": "string" }), "外业登录名", "log-in name of the crew"),
            Param::query("cause", json!({ "type": "string", "format": "uuid" }), "由何而来", "what it was made for"),
            Param::query("township", json!({ "type": "string" }), "乡镇代码", "code of the township"),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", answers::page("orders", answers::order()), "orders and `next`")
}

fn order_operation() -> Operation {
    Operation::new("signs", "orderRepair", "开维修单", "Order work on a sign")
        .params([idempotency::param()])
        .body(
            "application/json",
            object(
                &["kind", "sign", "task"],
                json!({
                    "kind": codes(OrderKind::ALL.iter().map(|code| code.code()).collect()),
                    "sign": text(8, "number of the sign"),
                    "task": text(2_000, "what is to be done"),
                    "dangerous": { "type": "boolean", "description": "people are in danger until it is done" },
                    "new_face": object(&["face_id", "text"], json!({
                        "face_id": { "type": "string", "format": "uuid" },
                        "text": text(LONGEST_FACE, "characters that it shows afterwards"),
                        "pinyin": text(300, "roman letters that it shows afterwards"),
                    })),
                    "reports": { "type": "array", "maxItems": MOST_REPORTS, "description": "the reports that it repairs",
                                 "items": { "type": "string", "format": "uuid" } },
                }),
            ),
        )
        .answers(201, "application/json", answers::order(), "the order")
}

pub(super) fn finish_body() -> Value {
    let fen = || json!({ "type": "integer", "minimum": 0, "nullable": true, "description": "fen, 0.01 yuan" });
    object(
        &[],
        json!({
            "done_at": { "type": "string", "format": "date-time", "nullable": true, "description": "now unless said" },
            "geometry": { "type": "object", "nullable": true,
                          "description": "GeoJSON Point where the sign stands afterwards, longitude first" },
            "cost_fen": fen(),
            "parts": { "type": "array", "maxItems": MOST_PARTS, "items": object(
                &["part", "quantity"],
                json!({ "part": text(100, "what it is"), "cost_fen": fen(),
                        "quantity": { "type": "integer", "minimum": 1, "maximum": 10000 } }),
            ) },
            "note": text(2_000, "in words"), "photos": photos_schema(),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderBody {
    kind: OrderKind,
    sign: String,
    task: String,
    #[serde(default)]
    dangerous: bool,
    new_face: Option<NewFaceBody>,
    #[serde(default)]
    reports: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFaceBody {
    face_id: Uuid,
    text: String,
    pinyin: Option<String>,
}

impl OrderBody {
    /// The order, and the number of its sign.
    fn checked(self) -> Result<(NewOrder, String), Problem> {
        let new_face = self.new_face.map(|new| {
            Ok::<_, Problem>(NewFace {
                face: FaceId(new.face_id),
                text: line("/new_face/text", new.text, LONGEST_FACE)?,
                pinyin: new.pinyin.map(|text| line("/new_face/pinyin", text, 300)).transpose()?,
            })
        });
        if self.reports.len() > MOST_REPORTS {
            let (zh, en) = (format!("至多 {MOST_REPORTS} 份报告"), format!("takes at most {MOST_REPORTS} reports"));
            return Err(unfit("/reports", zh, en));
        }
        let order = NewOrder {
            kind: self.kind,
            sign: SignId(Uuid::nil()),
            new_face: new_face.transpose()?,
            is_dangerous: self.dangerous,
            task: prose("/task", &self.task, 2_000)?,
            reports: self.reports.into_iter().map(ReportId).collect(),
            cause: None,
        };
        Ok((order, self.sign))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandBody {
    crew: Option<String>,
    contractor: Option<String>,
}

/// Who is to do the work, as it was said.
enum Said {
    Crew(String),
    Contractor(String),
}

impl HandBody {
    fn checked(self) -> Result<Said, Problem> {
        match (self.crew, self.contractor) {
            (Some(login), None) => Ok(Said::Crew(line("/crew", login, 40)?)),
            (None, Some(firm)) => Ok(Said::Contractor(line("/contractor", firm, 100)?)),
            _ => Err(unfit("/crew", "请写外业登录名或承办单位之一", "say the crew or the contractor, one of them")),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FinishBody {
    done_at: Option<String>,
    geometry: Option<geojson::Geometry>,
    cost_fen: Option<i64>,
    #[serde(default)]
    parts: Vec<PartBody>,
    note: Option<String>,
    #[serde(default)]
    photos: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartBody {
    part: String,
    quantity: i32,
    cost_fen: Option<i64>,
}

impl FinishBody {
    pub(super) fn checked(self, now: time::OffsetDateTime) -> Result<Finish, Problem> {
        if self.parts.len() > MOST_PARTS {
            let (zh, en) = (format!("至多 {MOST_PARTS} 种配件"), format!("takes at most {MOST_PARTS} parts"));
            return Err(unfit("/parts", zh, en));
        }
        let parts = self.parts.into_iter().enumerate().map(|(at, body)| body.checked(&format!("/parts/{at}")));
        Ok(Finish {
            done_at: self.done_at.map_or(Ok(now), |text| instant("/done_at", &text))?,
            position: self.geometry.map(|drawn| position("/geometry", &drawn)).transpose()?,
            cost_fen: cost("/cost_fen", self.cost_fen)?,
            parts: parts.collect::<Result<_, _>>()?,
            note: self.note.map(|text| prose("/note", &text, 2_000)).transpose()?,
            photos: photos(self.photos)?,
        })
    }
}

impl PartBody {
    fn checked(self, pointer: &str) -> Result<Part, Problem> {
        if !(1..=10_000).contains(&self.quantity) {
            return Err(unfit(&format!("{pointer}/quantity"), "须为 1 至 10000", "takes 1 to 10,000"));
        }
        Ok(Part {
            part: line(&format!("{pointer}/part"), self.part, 100)?,
            quantity: self.quantity,
            cost_fen: cost(&format!("{pointer}/cost_fen"), self.cost_fen)?,
        })
    }
}

fn cost(pointer: &str, fen: Option<i64>) -> Result<Option<i64>, Problem> {
    if fen.is_some_and(|fen| !(0..=HIGHEST_COST_FEN).contains(&fen)) {
        let zh = format!("须为 0 至 {HIGHEST_COST_FEN} 分");
        return Err(unfit(pointer, zh, format!("takes 0 to {HIGHEST_COST_FEN} fen")));
    }
    Ok(fen)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
}

async fn list(State(state): State<SignsState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let tx = state.db.read("signs.list_orders").await?;
    let sign = match params.text("sign") {
        Some(number) => Some(named(&tx, number).await?.id),
        None => None,
    };
    let filter = Filter {
        ids: None,
        states: params.parse_with("state", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        sign,
        crew: params.text("crew").map(str::to_owned),
        cause: params.parse("cause")?,
        township_code: params.text("township").map(str::to_owned),
        before: params.text("cursor").map(str::to_owned),
    };
    let orders = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (orders, next) = page.cut(orders, |last| last.number.clone());
    let orders: Vec<Value> = orders.iter().map(told::order).collect();
    Ok(Json(json!({ "orders": orders, "next": next })))
}

async fn show(State(state): State<SignsState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("signs.show_order").await?;
    let file = service::file(&tx, OrderId(id)).await?;
    let awaited = photos::awaited(&tx, service::subject(file.order.id)).await?;
    tx.finish().await?;
    let mut document = told::order(&file.order);
    if let Value::Object(members) = &mut document {
        members.insert("parts".into(), file.parts.iter().map(told::part).collect());
        members.insert("reports".into(), file.reports.iter().map(told::report).collect());
        members.insert("events".into(), file.events.iter().map(told::event).collect());
        members.insert("photos".into(), file.photos.iter().map(told::photo).collect());
        members.insert("awaited_photos".into(), json!(awaited));
    }
    Ok(([(header::ETAG, if_match::tag(file.order.version))], Json(document)).into_response())
}

async fn order(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<OrderBody>>,
) -> Result<Outcome, Problem> {
    let (mut new, sign) = body.checked()?;
    let order = async |clerk: &Clerk<'_>| {
        new.sign = named(clerk.tx, &sign).await?.id;
        let order = clerk.order(new).await?;
        let answer = Answer::json(StatusCode::CREATED, &told::order(&order))?.etag(if_match::tag(order.version));
        Ok(answer.location(format!("/api/v1/repair-orders/{}", order.id)))
    };
    state.work(&caller, "signs.order", key.as_ref(), order).await
}

/// An order as the answer to a step.
fn answer(order: &Order) -> Result<Answer, Problem> {
    Ok(Answer::json(StatusCode::OK, &told::order(order))?.etag(if_match::tag(order.version)))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotosBody {
    photos: Vec<Uuid>,
    after: bool,
}

async fn add_photos(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<PhotosBody>>,
) -> Result<Outcome, Problem> {
    let ids = photos(body.photos)?;
    let step = async |clerk: &Clerk<'_>| answer(&clerk.add_order_photos(OrderId(id), body.after, &ids).await?);
    state.work(&caller, "signs.add_order_photos", key.as_ref(), step).await
}

async fn assign(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<HandBody>>,
) -> Result<Outcome, Problem> {
    let (version, said) = (if_match::version(&headers)?, body.checked()?);
    let step = async |clerk: &Clerk<'_>| {
        let hand = match said {
            Said::Crew(login) => clerk.crew(login).await?,
            Said::Contractor(firm) => Hand::Contractor(firm),
        };
        answer(&clerk.assign(OrderId(id), version, hand).await?)
    };
    state.work(&caller, "signs.assign_order", key.as_ref(), step).await
}

async fn start(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let step = async |clerk: &Clerk<'_>| answer(&clerk.start(OrderId(id), version, clerk.now).await?);
    state.work(&caller, "signs.start_order", key.as_ref(), step).await
}

async fn finish(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<FinishBody>>,
) -> Result<Outcome, Problem> {
    let (version, finish) = (if_match::version(&headers)?, body.checked(state.clock.now())?);
    let step = async |clerk: &Clerk<'_>| answer(&clerk.finish(OrderId(id), version, finish).await?);
    state.work(&caller, "signs.finish_order", key.as_ref(), step).await
}

async fn accept(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let step = async |clerk: &Clerk<'_>| answer(&clerk.accept_order(OrderId(id), version).await?);
    state.work(&caller, "signs.accept_order", key.as_ref(), step).await
}

/// The three steps that take a reason alone.
macro_rules! reasoned {
    ($($handler:ident as $name:literal),+) => {
        $(async fn $handler(
            State(state): State<SignsState>,
            SignedIn(caller): SignedIn,
            Path(id): Path<Uuid>,
            headers: HeaderMap,
            Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
        ) -> Result<Outcome, Problem> {
            let (version, reason) = (if_match::version(&headers)?, prose("/reason", &body.reason, 1_000)?);
            let step = async |clerk: &Clerk<'_>| answer(&clerk.$handler(OrderId(id), version, &reason).await?);
            state.work(&caller, $name, key.as_ref(), step).await
        })+
    };
}
reasoned!(reject as "signs.reject_order", reopen as "signs.reopen_order", cancel as "signs.cancel_order");
