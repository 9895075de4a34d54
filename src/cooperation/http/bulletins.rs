//! Bulletins.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{
    CooperationState, Viewer, answers, based_on, listing, step,
    told::{self, Told},
    wire::{grade_schema, scope, scoped, text_option},
};
use crate::{
    cooperation::{
        Clerk, Head, Noun,
        bulletins::{
            Bulletin, BulletinKind, BulletinState, Direction, NewBulletin, Reply,
            model::Content,
            service,
            state::{self as states, BulletinAction},
        },
        codes::Grade,
        policy::{READERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, line, prose, unfit},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, or_null, text, word},
    },
    kernel::{actor::Role, dates::parse_date},
    records,
};

impl Told for Bulletin {
    const NOUN: Noun = Noun::Bulletin;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        let open = BulletinAction::ALL.iter().filter(|action| states::after(self.state, **action).is_some());
        open.map(|action| (action.code(), action.title(), WRITERS)).collect()
    }

    fn computed(&self, viewer: Viewer) -> Value {
        let today = viewer.today();
        json!({
            "month": self.month.and_then(|month| month.to_string().get(..7).map(str::to_owned)),
            "receipt_late_days": self.receipt_late_days(today), "reply_late_days": self.reply_late_days(today),
        })
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/bulletins", "/api/v1/bulletins/{bulletin_id}");
    let (readers, writers) = (Access::Roles(READERS), Access::Roles(WRITERS));
    let stepping = |id, zh, en, body| {
        Operation::new("cooperation", id, zh, en)
            .params([bulletin_id(), based_on(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::bulletin(), "the bulletin")
    };
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(
            Method::POST,
            all,
            writers,
            Operation::new(
                "cooperation",
                "enterBulletin",
                "登记发出或收到的通报，或月度零报告",
                "Enter a bulletin that went out or came in, or the nil report of a month",
            )
            .params([idempotency::param()])
            .body("application/json", new_schema())
            .answers(201, "application/json", answers::bulletin(), "the bulletin with its days"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("cooperation", "bulletin", "一份通报", "One bulletin and what happened to it")
                .params([bulletin_id()])
                .answers(200, "application/json", answers::bulletin(), "the bulletin"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/bulletins/{bulletin_id}/receive",
            writers,
            stepping(
                "receiveBulletin",
                "登记签收",
                "Receipt was confirmed",
                object(
                    &["by", "on"],
                    json!({ "by": text(100, "who, on the receiving side"), "on": schema::day("civil day") }),
                ),
            ),
            post(receive).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/bulletins/{bulletin_id}/reply",
            writers,
            stepping(
                "replyToBulletin",
                "登记回复",
                "It was answered",
                object(
                    &["by", "on", "text"],
                    json!({ "by": text(100, "who, on the receiving side"), "on": schema::day("civil day"),
                            "text": text(10_000, "the answer") }),
                ),
            ),
            post(reply).with_state(state.clone()),
        ),
    ]
}

fn bulletin_id() -> Param {
    schema::id("bulletin_id", "通报", "id of the bulletin")
}

fn states() -> Vec<&'static str> {
    BulletinState::ALL.iter().map(|state| state.code()).collect()
}

fn list_operation() -> Operation {
    let title = ("bulletins", "通报列表", "Bulletins, the newest number first");
    listing::operation(title, ("bulletins", answers::bulletin()), &states()).params([Param::query(
        "overdue",
        json!({ "type": "boolean" }),
        "只列逾期未签收或未回复的",
        "only those whose receipt or reply is overdue today",
    )])
}

fn new_schema() -> Value {
    scoped(
        &["direction", "sent_on"],
        json!({
            "kind": word(BulletinKind::ALL.iter().map(|kind| kind.code())),
            "direction": word(Direction::ALL.iter().map(|direction| direction.code())),
            "sent_on": schema::day("civil day on which it was sent"),
            "month": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "nullable": true,
                       "description": "of a nil report: the month of which it tells" },
            "subject": text_option(200, "in a line; not of a nil report"),
            "text": text_option(10_000, "what is told; not of a nil report"),
            "risk": or_null(grade_schema()),
            "wants_reply": { "type": "boolean", "description": "the sender asks for an answer" },
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BulletinBody {
    neighbour: String,
    line_id: Option<Uuid>,
    kind: Option<BulletinKind>,
    direction: Direction,
    sent_on: String,
    month: Option<String>,
    subject: Option<String>,
    text: Option<String>,
    risk: Option<Grade>,
    #[serde(default)]
    wants_reply: bool,
}

impl BulletinBody {
    fn checked(self) -> Result<NewBulletin, Problem> {
        let content = match self.kind.unwrap_or(BulletinKind::Bulletin) {
            BulletinKind::Bulletin => {
                if self.month.is_some() {
                    return Err(unfit("/month", "只有零报告写月份", "only a nil report has a month"));
                }
                Content::Told {
                    subject: line("/subject", self.subject.unwrap_or_default(), 200)?,
                    text: prose("/text", &self.text.unwrap_or_default(), 10_000)?,
                    risk: self.risk,
                    wants_reply: self.wants_reply,
                }
            }
            BulletinKind::Nil => {
                let says_more = [
                    ("/subject", self.subject.is_some()),
                    ("/text", self.text.is_some()),
                    ("/risk", self.risk.is_some()),
                    ("/wants_reply", self.wants_reply),
                ];
                if let Some((pointer, _)) = says_more.into_iter().find(|(_, is_said)| *is_said) {
                    return Err(unfit(pointer, "零报告不写内容", "a nil report tells nothing"));
                }
                Content::Nothing(month(&self.month.unwrap_or_default())?)
            }
        };
        Ok(NewBulletin {
            scope: scope(&self.neighbour, self.line_id)?,
            direction: self.direction,
            sent_on: day("/sent_on", &self.sent_on)?,
            content,
        })
    }
}

/// The first day of a month.
fn month(text: &str) -> Result<Date, Problem> {
    let first = (text.len() == 7).then(|| parse_date(&format!("{text}-01"))).flatten();
    first.ok_or_else(|| unfit("/month", "须写明月份，如 2023-06", "takes a month like 2023-06"))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceiptBody {
    by: String,
    on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyBody {
    by: String,
    on: String,
    text: String,
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &states())?;
    let viewer = state.viewer(&caller);
    let overdue = params.parse::<bool>("overdue")?.unwrap_or(false).then(|| viewer.today());
    let tx = state.db.read("cooperation.list_bulletins").await?;
    let bulletins = service::list(&tx, &filter, overdue, page.rows()).await?;
    tx.finish().await?;
    told::page("bulletins", page, bulletins, viewer)
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_bulletin").await?;
    let bulletin = service::find(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Bulletin.subject(id)).await?;
    tx.finish().await?;
    told::file(&bulletin, state.viewer(&caller), json!({}), &events)
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<BulletinBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let enter = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.enter_bulletin(new).await?, viewer);
    state.work(&caller, "cooperation.enter_bulletin", key.as_ref(), enter).await
}

async fn receive(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReceiptBody>>,
) -> Result<Outcome, Problem> {
    let receipt = (line("/by", body.by, 100)?, day("/on", &body.on)?);
    let act = async |clerk: &Clerk<'_>, id, version| clerk.receive_bulletin(id, version, receipt).await;
    step("cooperation.receive_bulletin", (state, caller, id, headers), key, act).await
}

async fn reply(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReplyBody>>,
) -> Result<Outcome, Problem> {
    let text = prose("/text", &body.text, 10_000)?;
    let said = Reply { text, by: line("/by", body.by, 100)?, on: day("/on", &body.on)? };
    let act = async |clerk: &Clerk<'_>, id, version| clerk.reply_to_bulletin(id, version, said).await;
    step("cooperation.reply_to_bulletin", (state, caller, id, headers), key, act).await
}
