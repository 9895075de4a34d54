//! `/api/v1/marker-defects`

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    Defect, Refusal,
    codes::{DefectKind, DefectState},
    model::{Filter, MOST_PRESENT, NewDefect, Present, Repair, TheirWord},
    policy::{DECIDERS, READERS, REPORTERS, WRITERS},
    service,
    state::{self, DefectAction},
};
use crate::{
    db::Db,
    http::{
        Access, Body, Caller, Nothing, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{day, instant, line, prose, unfit},
        idempotency::{self, Answer, Idempotent, Key, Outcome, once},
        if_match,
        schema::{self, answer, list as many, members, object, of, or_null, text, word},
    },
    kernel::{actor::Role, dates::rfc3339, ids::Ids},
    records::{Event, Pen},
};

/// What the routes of custody need.
#[derive(Debug, Clone)]
pub struct CustodyState {
    /// Where it is kept.
    pub db: Db,
    /// For new things.
    pub ids: Ids,
}

const ALL: &str = "/api/v1/marker-defects";

/// Defects of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

/// The routes.
#[must_use]
pub fn routes(state: &CustodyState) -> Vec<Route> {
    let one = "/api/v1/marker-defects/{defect_id}";
    let readers = Access::Roles(READERS);
    let states: Vec<&str> = DefectState::ALL.iter().map(|state| state.code()).collect();
    let list_operation =
        Operation::new("custody", "markerDefects", "界桩损毁报告列表", "Defects of markers, the newest first")
            .params([
                Param::query("marker", json!({ "type": "string" }), "界桩编号", "number of a marker"),
                Param::query(
                    "state",
                    json!({ "type": "array", "items": { "type": "string", "enum": states } }),
                    "状态，可用逗号列出多个",
                    "states, parted by commas",
                ),
                Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
                Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
            ])
            .answers(
                200,
                "application/json",
                answer(json!({ "defects": many(defect_schema()), "next": or_null(of("string")) }), json!({})),
                "and `next`",
            );
    let report_operation = Operation::new("custody", "reportMarkerDefect", "报告界桩损坏、丢失、移位", "Report a defect of a marker")
        .describes(
            "发现后 12 小时内报告；迟报照收并注明。报告即改变界桩状态，直到双方到场修复并各自确认。",
            "Within 12 hours after it was seen; a late report is taken and said to be late. The marker is not in service again until \
             people of both sides were present at its repair and each side has confirmed it.",
        )
        .params([idempotency::param()])
        .body("application/json", new_schema())
        .answers(201, "application/json", defect_schema(), "the defect");
    let show_operation =
        Operation::new("custody", "markerDefect", "一份界桩损毁报告", "One defect and what happened to it")
            .params([defect_id()])
            .answers(200, "application/json", file_schema(), "the defect");
    let mut routes = vec![
        Route::new(Method::GET, ALL, readers, list_operation, get(list).with_state(state.clone())),
        Route::new(
            Method::POST,
            ALL,
            Access::Roles(REPORTERS),
            report_operation,
            post(report).with_state(state.clone()),
        ),
        Route::new(Method::GET, one, readers, show_operation, get(show).with_state(state.clone())),
    ];
    routes.extend(DefectAction::ALL.iter().map(|action| step_route(state, *action)));
    routes
}

/// The route of a step.
fn step_route(state: &CustodyState, action: DefectAction) -> Route {
    let (path, id, body, handler): (_, _, _, MethodRouter<CustodyState>) = match action {
        DefectAction::Notify => (
            "/api/v1/marker-defects/{defect_id}/notify",
            "notifyOfMarkerDefect",
            object(
                &["on", "number"],
                json!({ "on": schema::day("civil day of the letter"), "number": text(100, "number of the letter") }),
            ),
            post(notify),
        ),
        DefectAction::Repair => {
            ("/api/v1/marker-defects/{defect_id}/repair", "repairMarker", repair_schema(), post(repair))
        }
        DefectAction::ConfirmOurs => (
            "/api/v1/marker-defects/{defect_id}/confirm_ours",
            "confirmMarkerRepair",
            object(&[], json!({})),
            post(confirm_ours),
        ),
        DefectAction::ConfirmTheirs => (
            "/api/v1/marker-defects/{defect_id}/confirm_theirs",
            "enterTheirMarkerConfirmation",
            word_schema(),
            post(confirm_theirs),
        ),
        DefectAction::Dismiss => (
            "/api/v1/marker-defects/{defect_id}/dismiss",
            "dismissMarkerDefect",
            object(&["reason"], json!({ "reason": text(1_000, "why") })),
            post(dismiss),
        ),
    };
    let title = action.title();
    let version = Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "读取时的 ETag；我方确认时必须带上",
        "the ETag of what you read; a must where this side confirms",
    );
    let version = if action == DefectAction::ConfirmOurs { version.required() } else { version };
    let operation =
        Operation::new("custody", id, &format!("界桩损毁：{}", title.zh), &format!("The defect is to {}", title.en))
            .params([defect_id(), version, idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", defect_schema(), "the defect");
    Route::new(Method::POST, path, Access::Roles(roles(action)), operation, handler.with_state(state.clone()))
}

const fn roles(action: DefectAction) -> &'static [Role] {
    match action {
        DefectAction::ConfirmOurs => DECIDERS,
        _ => WRITERS,
    }
}

fn defect_id() -> Param {
    schema::id("defect_id", "损毁报告", "id of the defect")
}

fn new_schema() -> Value {
    object(
        &["marker", "kind", "seen_at", "description"],
        json!({
            "marker": text(22, "number of the marker"), "kind": word(DefectKind::ALL.iter().map(|kind| kind.code())),
            "seen_at": schema::instant(), "description": text(4_000, "what was seen"),
            "deliberate": { "type": "boolean", "description": "somebody did it on purpose (R353 art. 17)" },
            "inspection_id": { "type": "string", "format": "uuid", "nullable": true },
        }),
    )
}

fn repair_schema() -> Value {
    let present = object(
        &["name", "unit", "side"],
        json!({ "name": text(100, "who"), "unit": text(100, "from where"), "side": text(9, "code of the side") }),
    );
    object(
        &["on", "work", "present"],
        json!({
            "on": schema::day("civil day"), "work": text(4_000, "what was done"),
            "present": schema::said(many(present), "people of both sides (R353 art. 6)"),
        }),
    )
}

fn word_schema() -> Value {
    object(
        &["by", "on"],
        json!({
            "by": text(100, "who confirmed for the neighbour"), "on": schema::day("civil day"),
            "document_number": or_null(text(100, "number of the paper; this or the digest is needed")),
            "digest": { "type": "string", "pattern": "^[0-9a-f]{64}$", "nullable": true },
        }),
    )
}

fn defect_members() -> Value {
    let id = || json!({ "type": "string", "format": "uuid" });
    let day = || json!({ "type": "string", "format": "date" });
    let step = answer(
        json!({ "action": of("string"), "method": of("string"), "href": of("string"), "zh": of("string"), "en": of("string") }),
        json!({}),
    );
    json!({
        "id": id(), "number": of("string"), "marker": of("string"), "sides": many(of("string")),
        "kind": word(DefectKind::ALL.iter().map(|kind| kind.code())),
        "state": word(DefectState::ALL.iter().map(|state| state.code())), "seen_at": schema::instant(),
        "due_at": schema::instant(), "reported_at": schema::instant(), "reported_by": of("string"), "late": of("boolean"),
        "description": of("string"), "deliberate": of("boolean"), "inspection_id": or_null(id()),
        "notice": or_null(answer(json!({ "on": day(), "number": of("string") }), json!({}))),
        "repair": or_null(of("object")), "ours": or_null(of("object")), "theirs": or_null(of("object")),
        "end_reason": or_null(of("string")), "version": of("integer"), "steps": many(step),
    })
}

fn defect_schema() -> Value {
    answer(defect_members(), json!({}))
}

fn file_schema() -> Value {
    let event = answer(
        json!({ "at": schema::instant(), "actor": of("string"), "kind": of("string"), "facts": of("object") }),
        json!({}),
    );
    let mut all = members(defect_members());
    all.insert("events".into(), many(event));
    answer(Value::Object(all), json!({}))
}

/// A defect with what this role can do about it next.
fn told(defect: &Defect, role: Role) -> Map<String, Value> {
    let address = format!("{ALL}/{}", defect.id);
    let open = DefectAction::ALL.iter().copied().filter(|action| {
        state::after(defect.state, defect.confirmed(), *action).is_some() && roles(*action).contains(&role)
    });
    let steps = open.map(|action| {
        let title = action.title();
        json!({ "action": action, "method": "POST", "href": format!("{address}/{action}"), "zh": title.zh, "en": title.en })
    });
    members(json!({
        "id": defect.id, "number": defect.number, "marker": defect.marker_number, "sides": defect.sides,
        "kind": defect.kind, "state": defect.state, "seen_at": rfc3339(defect.seen_at), "due_at": rfc3339(defect.due_at),
        "reported_at": rfc3339(defect.reported_at), "reported_by": defect.reported_by, "late": defect.is_late(),
        "description": defect.description, "deliberate": defect.deliberate, "inspection_id": defect.inspection,
        "notice": defect.notice.as_ref().map(|(on, number)| json!({ "on": on, "number": number })),
        "repair": defect.repair, "ours": defect.ours, "theirs": defect.theirs, "end_reason": defect.end_reason,
        "version": defect.version, "steps": steps.collect::<Vec<_>>(),
    }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewBody {
    marker: String,
    kind: DefectKind,
    seen_at: String,
    description: String,
    #[serde(default)]
    deliberate: bool,
    inspection_id: Option<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeBody {
    on: String,
    number: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepairBody {
    on: String,
    work: String,
    present: Vec<Present>,
}

impl RepairBody {
    fn checked(self) -> Result<Repair, Problem> {
        if !(2..=MOST_PRESENT).contains(&self.present.len()) {
            return Err(unfit("/present", "须有双方人员，2 至 50 人", "takes people of both sides, 2 to 50"));
        }
        let present = self.present.into_iter().enumerate().map(|(at, person)| {
            Ok(Present {
                name: line(&format!("/present/{at}/name"), person.name, 100)?,
                unit: line(&format!("/present/{at}/unit"), person.unit, 100)?,
                side: line(&format!("/present/{at}/side"), person.side, 9)?,
            })
        });
        let present = present.collect::<Result<_, Problem>>()?;
        Ok(Repair { on: day("/on", &self.on)?, work: prose("/work", &self.work, 4_000)?, present })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordBody {
    by: String,
    on: String,
    document_number: Option<String>,
    digest: Option<String>,
}

impl WordBody {
    fn checked(self) -> Result<TheirWord, Problem> {
        let is_digest =
            |text: &String| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if self.digest.as_ref().is_some_and(|digest| !is_digest(digest)) {
            return Err(unfit(
                "/digest",
                "应为 SHA-256（64 位小写十六进制）",
                "takes a SHA-256 in 64 lower-case digits",
            ));
        }
        if self.digest.is_none() && self.document_number.is_none() {
            return Err(unfit(
                "/document_number",
                "文号和摘要须有其一",
                "takes the number of the paper, or its digest",
            ));
        }
        Ok(TheirWord {
            by: line("/by", self.by, 100)?,
            on: day("/on", &self.on)?,
            document_number: self.document_number.map(|text| line("/document_number", text, 100)).transpose()?,
            digest: self.digest,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
}

/// Who steps, on which defect, based on which version.
type Asked = (State<CustodyState>, SignedIn, Path<Uuid>, HeaderMap);

impl CustodyState {
    async fn work<W>(&self, caller: &Caller, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Pen<'_>) -> Result<Answer, Problem>,
    {
        once(&self.db, name, &caller.actor, key, async |tx| {
            let pen = Pen { tx, ids: &self.ids, actor: &caller.actor, now: self.db.clock().now() };
            work(&pen).await
        })
        .await
    }
}

/// Takes a step in one transaction called `name`.
async fn step<W>(
    name: &'static str,
    (State(state), SignedIn(caller), Path(id), headers): Asked,
    key: Option<Key>,
    work: W,
) -> Result<Outcome, Problem>
where
    W: AsyncFnOnce(&Pen<'_>, Uuid, Option<i64>) -> Result<Defect, Refusal>,
{
    let version = if_match::version(&headers)?;
    let act = async |pen: &Pen<'_>| {
        let defect = work(pen, id, version).await?;
        Ok(Answer::json(StatusCode::OK, &told(&defect, caller.role))?.etag(if_match::tag(defect.version)))
    };
    state.work(&caller, name, key.as_ref(), act).await
}

async fn list(
    State(state): State<CustodyState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let states =
        params.parse_with("state", |text| text.split(',').map(|word| word.parse().ok()).collect::<Option<Vec<_>>>())?;
    let marker = params.text("marker").map(str::to_owned);
    let filter = Filter { ids: None, marker, states, before: params.text("cursor").map(str::to_owned) };
    let tx = state.db.read("custody.list_defects").await?;
    let defects = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (defects, next) = page.cut(defects, |last| last.number.clone());
    let defects: Vec<_> = defects.iter().map(|defect| told(defect, caller.role)).collect();
    Ok(Json(json!({ "defects": defects, "next": next })))
}

async fn show(
    State(state): State<CustodyState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("custody.show_defect").await?;
    let defect = service::find(&tx, id).await?;
    let events = service::events(&tx, id).await?;
    tx.finish().await?;
    let mut document = told(&defect, caller.role);
    document.insert("events".into(), events.iter().map(event).collect());
    Ok(([(header::ETAG, if_match::tag(defect.version))], Json(document)).into_response())
}

fn event(event: &Event) -> Value {
    let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
    json!({ "at": rfc3339(event.at), "actor": event.actor, "kind": event.kind, "facts": facts })
}

async fn report(
    State(state): State<CustodyState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NewBody>>,
) -> Result<Outcome, Problem> {
    let new = NewDefect {
        marker: line("/marker", body.marker, 22)?,
        kind: body.kind,
        seen_at: instant("/seen_at", &body.seen_at)?,
        description: prose("/description", &body.description, 4_000)?,
        deliberate: body.deliberate,
        inspection: body.inspection_id,
    };
    let report = async |pen: &Pen<'_>| {
        let defect = service::report(pen, new).await?;
        let answer = Answer::json(StatusCode::CREATED, &told(&defect, caller.role))?;
        Ok(answer.etag(if_match::tag(defect.version)).location(format!("{ALL}/{}", defect.id)))
    };
    state.work(&caller, "custody.report_defect", key.as_ref(), report).await
}

async fn notify(
    state: State<CustodyState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NoticeBody>>,
) -> Result<Outcome, Problem> {
    let notice = (day("/on", &body.on)?, line("/number", body.number, 100)?);
    step("custody.notify", (state, caller, id, headers), key, async |pen, id, version| {
        service::notify(pen, id, version, notice).await
    })
    .await
}

async fn repair(
    state: State<CustodyState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<RepairBody>>,
) -> Result<Outcome, Problem> {
    let repair = body.checked()?;
    step("custody.repair", (state, caller, id, headers), key, async |pen, id, version| {
        service::repair(pen, id, version, repair).await
    })
    .await
}

async fn confirm_ours(
    state: State<CustodyState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    if_match::based_on(&headers)?;
    step("custody.confirm_ours", (state, caller, id, headers), key, async |pen, id, version| {
        service::confirm_ours(pen, id, version).await
    })
    .await
}

async fn confirm_theirs(
    state: State<CustodyState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<WordBody>>,
) -> Result<Outcome, Problem> {
    let word = body.checked()?;
    step("custody.confirm_theirs", (state, caller, id, headers), key, async |pen, id, version| {
        service::confirm_theirs(pen, id, version, word).await
    })
    .await
}

async fn dismiss(
    state: State<CustodyState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = prose("/reason", &body.reason, 1_000)?;
    step("custody.dismiss", (state, caller, id, headers), key, async |pen, id, version| {
        service::dismiss(pen, id, version, reason).await
    })
    .await
}
