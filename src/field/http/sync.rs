//! `POST /api/v1/field/sync`

use std::time::Instant;

use axum::{
    Json,
    extract::State,
    http::Method,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Map, Value, json, value::RawValue};
use time::Duration;
use uuid::Uuid;

use super::{FieldState, json as told};
use crate::{
    field::{
        model::{Filter, ItemId, LARGEST_CONTENT, MOST_BEFORE, NewItem, Phone},
        receipt::{Signer, public_keys},
        service::{self, Intake},
    },
    http::{
        Access, Body, Language, Operation, Problem, ProblemType, Route, SignedIn,
        content::{instant, line, unfit},
        read_json,
        schema::{object, text},
    },
    kernel::{actor::Actor, dates::rfc3339},
    signs::{self, captured::Kind, http::captured::content_schema, policy::REPORTERS},
};

/// Most items of one request.
const MOST_ITEMS: usize = 500;

/// Largest request, in bytes.
const LARGEST_BODY: usize = 8 << 20;

/// A clock that is wrong by more than this is made good for.
const TOLERATED: Duration = Duration::minutes(10);

/// Items that are not begun within this time are left for the next request.
const TAKE_WITHIN: std::time::Duration = std::time::Duration::from_secs(20);

/// Longest time for a request, the last item included.
const ANSWER_WITHIN: std::time::Duration = std::time::Duration::from_mins(1);

pub(super) fn routes(state: &FieldState) -> Vec<Route> {
    vec![
        Route::new(
            Method::POST,
            "/api/v1/field/sync",
            Access::Roles(REPORTERS),
            sync_operation(),
            post(sync).with_state(state.clone()),
        )
        .body_limit(LARGEST_BODY)
        .time_limit(ANSWER_WITHIN),
        Route::new(
            Method::GET,
            "/api/v1/field/receipt-keys",
            Access::Public,
            Operation::new("field", "receiptKeys", "验证回执的公钥（JWK 集）", "Public keys of receipts, as a JWK set")
                .answers(200, "application/jwk-set+json", json!({ "type": "object" }), "the keys (RFC 7517, RFC 8037)"),
            get(keys).with_state(state.clone()),
        ),
    ]
}

fn sync_operation() -> Operation {
    Operation::new("field", "fieldSync", "上传外业采集项", "Send what was captured in the field")
        .describes(
            "每项单独入库，互不影响；可重发、乱序、迟到。收到回执（receipt）的项，手机可以删除；refused 与 postponed 的项留在手机上。\
             照片可先报后传（/api/v1/field/uploads）。",
            "Each item counts by itself: it may come twice, in any order, days later. The phone keeps an item until it has \
             its receipt: a JWS (EdDSA) over the digest that is kept, to be checked with /api/v1/field/receipt-keys. States: \
             applied; waiting (for an item in `after` that has not come); conflict (what it changes had changed; kept, an \
             officer decides); dismissed (an officer decided against it). Without a receipt: refused (it does not fit; \
             see problem), postponed (send it again). Ask what has become of an item by sending it again or at \
             /api/v1/field/items/{item_id}. Photos may come later, to /api/v1/field/uploads under the ids that were named: \
             awaited_photos tells which are missing.",
        )
        .body(
            "application/json",
            object(
                &["sent_at", "items"],
                json!({
                    "device": text(100, "what the phone calls itself"),
                    "sent_at": { "type": "string", "format": "date-time",
                                 "description": "now by the clock of the phone; if that is wrong by more than ten minutes, all \
                                                 instants in the items are moved by as much" },
                    "items": { "type": "array", "maxItems": MOST_ITEMS, "items": item_schema() },
                }),
            ),
        )
        .answers(
            200,
            "application/json",
            object(
                &["received_at", "clock_shift_s", "results"],
                json!({
                    "received_at": { "type": "string", "format": "date-time" },
                    "clock_shift_s": { "type": "integer", "description": "by how much instants were moved" },
                    "results": { "type": "array", "items": result_schema(), "description": "one for each item, in their order" },
                }),
            ),
            "what has become of each item",
        )
}

fn item_schema() -> Value {
    let variants: Vec<Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let mut content = content_schema(*kind);
            if let Value::Object(members) = &mut content {
                let note = format!("the content of {kind}: at most {LARGEST_CONTENT} bytes");
                members.insert("description".into(), json!(note));
            }
            object(
                &["id", "kind", "captured_at", "digest", "content"],
                json!({
                    "id": { "type": "string", "format": "uuid", "description": "UUIDv7 made by the phone" },
                    "kind": { "type": "string", "enum": [kind.code()] },
                    "captured_at": { "type": "string", "format": "date-time", "description": "by the clock of the phone" },
                    "base_version": { "type": "integer", "nullable": true,
                                      "description": "of what is changed, as the phone had seen it (the number in its ETag)" },
                    "after": { "type": "array", "maxItems": MOST_BEFORE, "items": { "type": "string", "format": "uuid" },
                               "description": "items of the same account that this one builds upon" },
                    "digest": { "type": "string", "pattern": "^[0-9a-fA-F]{64}$",
                                "description": "SHA-256 of `content`, of its bytes exactly as they stand in the request" },
                    "content": content,
                }),
            )
        })
        .collect();
    json!({ "oneOf": variants })
}

fn result_schema() -> Value {
    object(
        &["state"],
        json!({
            "at": { "type": "integer", "description": "place among the items, from 0" },
            "id": { "type": "string", "format": "uuid", "nullable": true },
            "state": { "type": "string",
                       "enum": ["applied", "waiting", "conflict", "dismissed", "refused", "postponed"] },
            "receipt": { "type": "string", "nullable": true, "description": "JWS; the phone may forget the item" },
            "kind": { "type": "string", "enum": Kind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>() },
            "received_at": { "type": "string", "format": "date-time", "description": "when it came for the first time" },
            "digest": { "type": "string", "description": "SHA-256 of the content that is kept" },
            "subject": { "type": "object", "nullable": true, "description": "kind, id and version of what it made or changed" },
            "awaited_photos": { "type": "array", "items": { "type": "string", "format": "uuid" } },
            "position_doubt": { "type": "object", "nullable": true,
                                "description": "of a damage report that lies off its sign: kind `gcj02` with the corrected position, or `far`" },
            "problem": { "type": "object", "nullable": true, "description": "problem document (RFC 9457); pointers are within the item" },
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SyncBody {
    device: Option<String>,
    sent_at: String,
    items: Vec<Box<RawValue>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemBody {
    id: Uuid,
    kind: Kind,
    captured_at: String,
    base_version: Option<i64>,
    #[serde(default)]
    after: Vec<Uuid>,
    digest: String,
    content: Box<RawValue>,
}

/// The id of an item of which nothing else can be read.
#[derive(Deserialize)]
struct ItemName {
    id: Uuid,
}

impl ItemBody {
    fn checked(self) -> Result<NewItem, Problem> {
        if self.id.get_version_num() != 7 {
            return Err(unfit("/id", "须为第 7 版 UUID", "takes a UUID of version 7"));
        }
        if self.content.get().len() > LARGEST_CONTENT {
            let zh = format!("内容至多 {LARGEST_CONTENT} 字节");
            return Err(unfit("/content", zh, format!("takes at most {LARGEST_CONTENT} bytes")));
        }
        if !self.content.get().starts_with('{') {
            return Err(unfit("/content", "须为 JSON 对象", "takes a JSON object"));
        }
        if self.after.len() > MOST_BEFORE || self.after.contains(&self.id) {
            let zh = format!("至多 {MOST_BEFORE} 个前项，且不含本项");
            return Err(unfit("/after", zh, format!("takes at most {MOST_BEFORE} items, and not this one")));
        }
        let mut after: Vec<ItemId> = self.after.into_iter().map(ItemId).collect();
        after.sort_unstable();
        after.dedup();
        Ok(NewItem {
            id: ItemId(self.id),
            kind: self.kind,
            captured_at: instant("/captured_at", &self.captured_at)?,
            base_version: self.base_version,
            after,
            digest: self.digest.parse().map_err(|_| {
                unfit("/digest", "应为 64 位十六进制的 SHA-256", "takes a SHA-256 as 64 hexadecimal digits")
            })?,
            content: self.content.get().to_owned(),
        })
    }
}

async fn sync(
    State(state): State<FieldState>,
    SignedIn(caller): SignedIn,
    language: Language,
    Body(body): Body<SyncBody>,
) -> Result<Json<Value>, Problem> {
    let received_at = state.clock.now();
    if body.items.len() > MOST_ITEMS {
        let (zh, en) = (format!("一次至多 {MOST_ITEMS} 项"), format!("takes at most {MOST_ITEMS} items"));
        return Err(unfit("/items", zh, en).with("most_items", MOST_ITEMS));
    }
    let clock_shift = received_at - instant("/sent_at", &body.sent_at)?;
    let is_wrong = clock_shift.abs() > TOLERATED;
    let Actor::User { id: user, name: login, .. } = caller.actor else { return Err(signs::Refusal::NoAccount.into()) };
    let phone = Phone {
        user,
        login,
        role: caller.role,
        device: body.device.map(|text| line("/device", text, 100)).transpose()?,
        clock_shift: if is_wrong { Duration::seconds(clock_shift.whole_seconds()) } else { Duration::ZERO },
    };
    let intake = state.intake();
    let signer = Signer::of(&state.db, &state.ids).await?;
    let taken = take_all(&intake, &phone, &body.items).await;
    intake.go_on(&phone).await?;
    let kept = standings(&state, &signer, &taken, language).await?;
    let results = taken.into_iter().enumerate().map(|(at, (id, outcome))| {
        let mut members = match outcome {
            Ok(()) => id.and_then(|id| kept.iter().find(|(kept, _)| *kept == id)).map(|(_, told)| told.clone()),
            Err(problem) => Some(not_kept(&problem, language)),
        }
        .unwrap_or_default();
        members.insert("at".into(), json!(at));
        members.insert("id".into(), json!(id));
        Value::Object(members)
    });
    Ok(Json(json!({
        "received_at": rfc3339(received_at),
        "clock_shift_s": phone.clock_shift.whole_seconds(),
        "results": results.collect::<Vec<_>>(),
    })))
}

/// An item's id, if it could be read, and whether the item is kept.
type Taken = (Option<ItemId>, Result<(), Problem>);

/// Takes items one by one. When the database fails or time runs out, the rest is left for the next request.
async fn take_all(intake: &Intake, phone: &Phone, items: &[Box<RawValue>]) -> Vec<Taken> {
    let began = Instant::now();
    let mut stopped: Option<Problem> = None;
    let mut taken = Vec::with_capacity(items.len());
    for item in items {
        let json = item.get().as_bytes();
        let id = serde_json::from_slice::<ItemName>(json).ok().map(|name| ItemId(name.id));
        if stopped.is_none() && began.elapsed() > TAKE_WITHIN {
            stopped =
                Some(Problem::new(ProblemType::TimedOut, "本次时限已到，请再次上传", "out of time; send it again"));
        }
        let outcome = match &stopped {
            Some(problem) => Err(problem.clone()),
            None if !json.starts_with(b"{") => Err(unfit("", "须为 JSON 对象", "takes a JSON object")),
            None => match read_json::<ItemBody>(json).and_then(ItemBody::checked) {
                Ok(new) => intake.take(phone, new).await,
                Err(problem) => Err(problem),
            },
        };
        if let Err(problem) = &outcome
            && matches!(
                problem.kind(),
                ProblemType::Unavailable | ProblemType::TimedOut | ProblemType::InsufficientStorage
            )
        {
            stopped = Some(problem.clone());
        }
        taken.push((id, outcome));
    }
    taken
}

/// What is told of each item that is kept.
async fn standings(
    state: &FieldState,
    signer: &Signer,
    taken: &[Taken],
    language: Language,
) -> Result<Vec<(ItemId, Map<String, Value>)>, Problem> {
    let ids = taken.iter().filter(|(_, outcome)| outcome.is_ok()).filter_map(|(id, _)| *id).map(|id| id.0).collect();
    let filter = Filter { ids: Some(ids), ..Filter::default() };
    let tx = state.db.read("field.standings").await?;
    let items = service::list(&tx, &filter, i64::MAX).await?;
    let mut standings = Vec::with_capacity(items.len());
    for item in items {
        let awaited = service::awaited(&tx, &item).await?;
        let mut members = told::standing(&item, &awaited, language);
        members.insert("receipt".into(), json!(signer.receipt(&item, &awaited)));
        members.insert("position_doubt".into(), json!(service::position_doubt(&tx, &item).await?));
        standings.push((item.new.id, members));
    }
    tx.finish().await?;
    Ok(standings)
}

/// What is told of an item that the phone has to keep.
fn not_kept(problem: &Problem, language: Language) -> Map<String, Value> {
    let state = if problem.kind().status().is_server_error() { "postponed" } else { "refused" };
    let document = problem.document(language, "/api/v1/field/sync");
    [("state", json!(state)), ("receipt", Value::Null), ("problem", document)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

async fn keys(State(state): State<FieldState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("field.keys").await?;
    let keys = public_keys(&tx).await?;
    tx.finish().await?;
    Ok(Json(keys))
}
