//! Meetings: plans, minutes, confirmations and decisions.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CooperationState, Viewer, answers, as_read, attest, based_on, listing,
    minutes::{SessionBody, TheirWordBody, session_schema, their_word_schema},
    step,
    told::{self, Told},
    wire::{ReasonBody, lines, lines_schema, prose_option, reason_schema, scope, scoped, side_schema, text_option},
};
use crate::{
    cooperation::{
        Clerk, Head, Noun,
        codes::Side,
        meetings::{
            Meeting, MeetingKind, MeetingState, NewMeeting,
            model::{MOST_POINTS, Outcome as Became},
            service,
            state::{MeetingAction, open_actions},
        },
        policy::{READERS, WRITERS},
    },
    http::{
        Access, Body, Nothing, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, line},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, text, word},
    },
    kernel::actor::Role,
    records,
};

/// Meetings that are due within so many days are told, unless a question says otherwise; and the most.
const DUE_WITHIN: (i64, i64) = (30, 3_660);

impl Told for Meeting {
    const NOUN: Noun = Noun::Meeting;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        let open = open_actions(self.state, self.confirmed());
        open.map(|action| (action.code(), action.title(), action.roles())).collect()
    }

    fn computed(&self, _: Viewer) -> Value {
        json!({})
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/meetings", "/api/v1/meetings/{meeting_id}");
    let (readers, writers) = (Access::Roles(READERS), Access::Roles(WRITERS));
    let states: Vec<&'static str> = MeetingState::ALL.iter().map(|state| state.code()).collect();
    let title = ("meetings", "会晤列表", "Meetings, the newest number first");
    let mut routes = vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("meetings", answers::meeting()), &states),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            writers,
            Operation::new("cooperation", "planMeeting", "计划一次会晤", "Plan a meeting")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::meeting(), "the meeting"),
            post(plan).with_state(state.clone()),
        ),
        Route::new(Method::GET, "/api/v1/meetings/due", readers, due_operation(), get(due).with_state(state.clone())),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "cooperation",
                "meeting",
                "一次会晤及其议定事项",
                "One meeting, its decisions and what happened to it",
            )
            .params([meeting_id()])
            .answers(200, "application/json", answers::meeting(), "the meeting"),
            get(show).with_state(state.clone()),
        ),
    ];
    for (path, id, zh, en, body, handler) in [
        (
            "/api/v1/meetings/{meeting_id}/decisions/{decision_id}/done",
            "decisionDone",
            "议定事项办结",
            "A decision was done",
            object(&["on"], json!({ "on": schema::day("civil day"), "result": text_option(2_000, "what came of it") })),
            post(done),
        ),
        (
            "/api/v1/meetings/{meeting_id}/decisions/{decision_id}/drop",
            "decisionDropped",
            "撤销议定事项",
            "A decision is dropped, for a reason",
            reason_schema(),
            post(drop_decision),
        ),
    ] {
        let operation = Operation::new("cooperation", id, zh, en)
            .params([meeting_id(), schema::id("decision_id", "议定事项", "id of the decision"), based_on()])
            .params([idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::meeting(), "the meeting");
        routes.push(Route::new(Method::POST, path, writers, operation, handler.with_state(state.clone())));
    }
    routes.extend(MeetingAction::ALL.iter().map(|action| step_route(state, *action)));
    routes
}

/// The route of a step.
fn step_route(state: &CooperationState, action: MeetingAction) -> Route {
    let nothing = || object(&[], json!({}));
    let (path, id, body, handler): (_, _, _, MethodRouter<CooperationState>) = match action {
        MeetingAction::Invite => (
            "/api/v1/meetings/{meeting_id}/invite",
            "inviteToMeeting",
            object(
                &["on", "number"],
                json!({ "on": schema::day("civil day of the letter"), "number": text(100, "number of the letter") }),
            ),
            post(invite),
        ),
        MeetingAction::Hold => ("/api/v1/meetings/{meeting_id}/hold", "holdMeeting", session_schema(), post(hold)),
        MeetingAction::Amend => ("/api/v1/meetings/{meeting_id}/amend", "amendMinutes", session_schema(), post(amend)),
        MeetingAction::ConfirmOurs => {
            ("/api/v1/meetings/{meeting_id}/confirm_ours", "confirmMinutes", nothing(), post(confirm_ours))
        }
        MeetingAction::ConfirmTheirs => (
            "/api/v1/meetings/{meeting_id}/confirm_theirs",
            "enterTheirConfirmation",
            their_word_schema(),
            post(confirm_theirs),
        ),
        MeetingAction::Track => ("/api/v1/meetings/{meeting_id}/track", "trackDecisions", nothing(), post(track)),
        MeetingAction::Close => ("/api/v1/meetings/{meeting_id}/close", "closeMeeting", nothing(), post(close)),
        MeetingAction::Cancel => {
            ("/api/v1/meetings/{meeting_id}/cancel", "cancelMeeting", reason_schema(), post(cancel))
        }
    };
    let Text { zh, en } = action.title();
    let version = if action == MeetingAction::ConfirmOurs { as_read() } else { based_on() };
    let operation = Operation::new("cooperation", id, &format!("会晤：{zh}"), &format!("The meeting is to {en}"))
        .params([meeting_id(), version, idempotency::param()])
        .body("application/json", body)
        .answers(200, "application/json", answers::meeting(), "the meeting, with what can be done next");
    Route::new(Method::POST, path, Access::Roles(action.roles()), operation, handler.with_state(state.clone()))
}

fn meeting_id() -> Param {
    schema::id("meeting_id", "会晤", "id of the meeting")
}

fn due_operation() -> Operation {
    Operation::new(
        "cooperation",
        "dueMeetings",
        "应召开的定期会晤（按各邻方的周期计算）",
        "With whom a regular meeting is due, by the period of each neighbour",
    )
    .params([Param::query(
        "within_days",
        json!({ "type": "integer", "minimum": 0, "maximum": DUE_WITHIN.1 }),
        "几日之内到期，默认 30",
        "due within so many days, 30 unless said; those that are overdue are always told",
    )])
    .answers(200, "application/json", answers::all("due", answers::due_meeting()), "the most urgent first")
}

fn new_schema() -> Value {
    scoped(
        &["title", "host", "planned_on", "place", "agenda"],
        json!({
            "kind": word(MeetingKind::ALL.iter().map(|kind| kind.code())),
            "title": text(200, "what people call it"), "host": side_schema(),
            "planned_on": schema::day("civil day"), "place": text(200, "where, in words"),
            "agenda": lines_schema(MOST_POINTS, 200, "what is to be spoken of"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingBody {
    neighbour: String,
    line_id: Option<Uuid>,
    kind: Option<MeetingKind>,
    title: String,
    host: Side,
    planned_on: String,
    place: String,
    agenda: Vec<String>,
}

impl MeetingBody {
    fn checked(self) -> Result<NewMeeting, Problem> {
        Ok(NewMeeting {
            scope: scope(&self.neighbour, self.line_id)?,
            kind: self.kind.unwrap_or(MeetingKind::Regular),
            title: line("/title", self.title, 200)?,
            host: self.host,
            planned_on: day("/planned_on", &self.planned_on)?,
            place: line("/place", self.place, 200)?,
            agenda: lines("/agenda", self.agenda, 1..=MOST_POINTS, 200)?,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InvitationBody {
    on: String,
    number: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DoneBody {
    on: String,
    result: Option<String>,
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let states: Vec<&'static str> = MeetingState::ALL.iter().map(|state| state.code()).collect();
    let (page, filter) = listing::asked(&params, &states)?;
    let tx = state.db.read("cooperation.list_meetings").await?;
    let meetings = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("meetings", page, meetings, state.viewer(&caller))
}

async fn due(State(state): State<CooperationState>, params: Params) -> Result<Json<Value>, Problem> {
    let within =
        params.parse_with("within_days", |text| text.parse().ok().filter(|days| (0..=DUE_WITHIN.1).contains(days)))?;
    let tx = state.db.read("cooperation.due_meetings").await?;
    let due = service::due(&tx, state.today(), within.unwrap_or(DUE_WITHIN.0)).await?;
    tx.finish().await?;
    Ok(Json(json!({ "due": due })))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_meeting").await?;
    let meeting = service::find(&tx, id).await?;
    let decisions = service::decisions(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Meeting.subject(id)).await?;
    tx.finish().await?;
    told::file(&meeting, state.viewer(&caller), json!({ "decisions": decisions }), &events)
}

async fn plan(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<MeetingBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let plan = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.plan_meeting(new).await?, viewer);
    state.work(&caller, "cooperation.plan_meeting", key.as_ref(), plan).await
}

async fn invite(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<InvitationBody>>,
) -> Result<Outcome, Problem> {
    let (on, number) = (day("/on", &body.on)?, line("/number", body.number, 100)?);
    step("cooperation.step_meeting", (state, caller, id, headers), key, async |clerk, id, version| {
        clerk.invite(id, version, on, number).await
    })
    .await
}

async fn hold(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SessionBody>>,
) -> Result<Outcome, Problem> {
    let session = body.checked()?;
    step("cooperation.step_meeting", (state, caller, id, headers), key, async |clerk, id, version| {
        clerk.hold(id, version, session).await
    })
    .await
}

async fn amend(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SessionBody>>,
) -> Result<Outcome, Problem> {
    let session = body.checked()?;
    let amend = async |clerk: &Clerk<'_>, id, version| clerk.amend_minutes(id, version, session).await;
    step("cooperation.step_meeting", (state, caller, id, headers), key, amend).await
}

async fn confirm_ours(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    attest("cooperation.step_meeting", (state, caller, id, headers), key, async |clerk, id, version| {
        clerk.confirm_ours(id, version).await
    })
    .await
}

async fn confirm_theirs(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<TheirWordBody>>,
) -> Result<Outcome, Problem> {
    let said = body.checked()?;
    let confirm = async |clerk: &Clerk<'_>, id, version| clerk.confirm_theirs(id, version, said).await;
    step("cooperation.step_meeting", (state, caller, id, headers), key, confirm).await
}

async fn track(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    step("cooperation.step_meeting", (state, caller, id, headers), key, async |clerk, id, version| {
        clerk.track(id, version).await
    })
    .await
}

async fn close(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    step("cooperation.step_meeting", (state, caller, id, headers), key, async |clerk, id, version| {
        clerk.close_meeting(id, version).await
    })
    .await
}

async fn cancel(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let cancel = async |clerk: &Clerk<'_>, id, version| clerk.cancel_meeting(id, version, reason).await;
    step("cooperation.step_meeting", (state, caller, id, headers), key, cancel).await
}

async fn done(
    state: State<CooperationState>,
    caller: SignedIn,
    Path((meeting, decision)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DoneBody>>,
) -> Result<Outcome, Problem> {
    let became = Became::Done(day("/on", &body.on)?, prose_option("/result", body.result, 2_000)?);
    let end = async |clerk: &Clerk<'_>, id, version| clerk.end_decision((id, decision), version, became).await;
    step("cooperation.step_meeting", (state, caller, Path(meeting), headers), key, end).await
}

async fn drop_decision(
    state: State<CooperationState>,
    caller: SignedIn,
    Path((meeting, decision)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let became = Became::Dropped(body.checked()?);
    let end = async |clerk: &Clerk<'_>, id, version| clerk.end_decision((id, decision), version, became).await;
    step("cooperation.step_meeting", (state, caller, Path(meeting), headers), key, end).await
}
