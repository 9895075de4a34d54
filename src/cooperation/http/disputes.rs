//! Disputes.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Asked, CooperationState, Viewer, answers, based_on, listing, step as take_step,
    told::{self, Told},
    wire::{line_option, lines, lines_schema, minute_schema, scope, scoped, text_option, township, township_schema},
    within_sight,
};
use crate::{
    cooperation::{
        Clerk, Filter, Head, Noun, Refusal,
        disputes::{
            Dispute, DisputeState, NewDispute, Said, Track,
            model::{MOST_PARTIES, MOST_PEOPLE},
            service,
            state::{DisputeAction, open_actions},
        },
        policy::{READERS_OF_TOWNSHIPS, REPORTERS},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, instant, line, prose, unfit},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, or_null, text, word},
    },
    kernel::actor::Role,
    records,
};

/// Most people that may be said to take part.
const MOST_INVOLVED: i32 = 1_000_000;

impl Told for Dispute {
    const NOUN: Noun = Noun::Dispute;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        let open = open_actions(self.state, self.track);
        open.map(|action| (action.code(), action.title(), action.roles())).collect()
    }

    fn computed(&self, viewer: Viewer) -> Value {
        json!({ "response_late": self.is_response_late(viewer.now), "filed_with": self.filed_with() })
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/disputes", "/api/v1/disputes/{dispute_id}");
    let readers = Access::Roles(READERS_OF_TOWNSHIPS);
    let title = ("disputes", "边界纠纷列表；乡镇只见本乡镇的", "Disputes; a clerk sees those of the own township");
    let mut routes = vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("disputes", answers::dispute()), &states()).params([listing::township()]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(REPORTERS),
            Operation::new("cooperation", "reportDispute", "上报边界纠纷", "Report a dispute")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::dispute(), "the dispute, with when a response is due"),
            post(report).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "cooperation",
                "dispute",
                "一起纠纷及其办理经过",
                "One dispute and all that was done about it",
            )
            .params([dispute_id()])
            .answers(200, "application/json", answers::dispute(), "the dispute with its file"),
            get(show).with_state(state.clone()),
        ),
    ];
    routes.extend(DisputeAction::ALL.iter().map(|action| step_route(state, *action)));
    routes
}

/// The route of a step.
fn step_route(state: &CooperationState, action: DisputeAction) -> Route {
    let (path, id) = match action {
        DisputeAction::Respond => ("/api/v1/disputes/{dispute_id}/respond", "respondToDispute"),
        DisputeAction::Classify => ("/api/v1/disputes/{dispute_id}/classify", "classifyDispute"),
        DisputeAction::Negotiate => ("/api/v1/disputes/{dispute_id}/negotiate", "negotiateDispute"),
        DisputeAction::Escalate => ("/api/v1/disputes/{dispute_id}/escalate", "escalateDispute"),
        DisputeAction::Submit => ("/api/v1/disputes/{dispute_id}/submit", "submitDispute"),
        DisputeAction::Agree => ("/api/v1/disputes/{dispute_id}/agree", "agreeOnDispute"),
        DisputeAction::Decide => ("/api/v1/disputes/{dispute_id}/decide", "decideDispute"),
        DisputeAction::Survey => ("/api/v1/disputes/{dispute_id}/survey", "surveyDispute"),
        DisputeAction::File => ("/api/v1/disputes/{dispute_id}/file", "fileDispute"),
        DisputeAction::Refer => ("/api/v1/disputes/{dispute_id}/refer", "referDispute"),
        DisputeAction::Conclude => ("/api/v1/disputes/{dispute_id}/conclude", "concludeDispute"),
        DisputeAction::FollowUp => ("/api/v1/disputes/{dispute_id}/follow_up", "followUpDispute"),
        DisputeAction::Close => ("/api/v1/disputes/{dispute_id}/close", "closeDispute"),
    };
    let Text { zh, en } = action.title();
    let operation = Operation::new("cooperation", id, &format!("纠纷：{zh}"), &format!("The dispute is to {en}"))
        .params([dispute_id(), based_on(), idempotency::param()])
        .body("application/json", step_schema(action))
        .answers(200, "application/json", answers::dispute(), "the dispute, with what can be done next");
    let handler =
        async move |state: State<CooperationState>, caller: SignedIn, id: Path<Uuid>, headers: HeaderMap, body| {
            step(action, (state, caller, id, headers), body).await
        };
    Route::new(Method::POST, path, Access::Roles(action.roles()), operation, post(handler).with_state(state.clone()))
}

fn dispute_id() -> Param {
    schema::id("dispute_id", "纠纷", "id of the dispute")
}

fn states() -> Vec<&'static str> {
    DisputeState::ALL.iter().map(|state| state.code()).collect()
}

fn new_schema() -> Value {
    scoped(
        &["place", "description", "parties"],
        json!({
            "township_code": township_schema(), "place": text(200, "where, in words"),
            "description": text(10_000, "what it is about"),
            "parties": lines_schema(MOST_PARTIES, 100, "villages and groups of both sides; no persons"),
            "people": { "type": "integer", "minimum": 0, "maximum": MOST_INVOLVED, "nullable": true,
                        "description": "about how many take part" },
            "reported_at": or_null(minute_schema("when the office learned of it; now unless said")),
        }),
    )
}

fn step_schema(action: DisputeAction) -> Value {
    let mut required = vec!["on", "text"];
    let mut more = json!({
        "on": schema::day("civil day on which it was done"),
        "people": lines_schema(MOST_PEOPLE, 100, "officers who did it, with their units"),
        "document_number": text_option(100, "number of the paper"), "text": text(20_000, "in words"),
    });
    if action.takes_document() {
        required.push("document_number");
    }
    let own = match action {
        DisputeAction::Respond => Some(("at", minute_schema("when escalation was stopped"))),
        DisputeAction::Classify => Some(("track", word(Track::ALL.iter().map(|track| track.code())))),
        DisputeAction::Refer => Some(("department", text(100, "the competent department"))),
        _ => None,
    };
    if let (Some((name, schema)), Some(members)) = (own, more.as_object_mut()) {
        required.push(name);
        members.insert(name.into(), schema);
    }
    object(&required, more)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisputeBody {
    neighbour: String,
    line_id: Option<Uuid>,
    township_code: Option<String>,
    place: String,
    description: String,
    parties: Vec<String>,
    people: Option<i32>,
    reported_at: Option<String>,
}

impl DisputeBody {
    fn checked(self, now: time::OffsetDateTime) -> Result<NewDispute, Problem> {
        if self.people.is_some_and(|people| !(0..=MOST_INVOLVED).contains(&people)) {
            return Err(unfit("/people", "须为 0 至 1000000", "takes 0 to 1,000,000"));
        }
        Ok(NewDispute {
            scope: scope(&self.neighbour, self.line_id)?,
            township: township(self.township_code)?,
            place: line("/place", self.place, 200)?,
            description: prose("/description", &self.description, 10_000)?,
            parties: lines("/parties", self.parties, 1..=MOST_PARTIES, 100)?,
            people: self.people,
            reported_at: self.reported_at.map_or(Ok(now), |at| instant("/reported_at", &at))?,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepBody {
    on: String,
    at: Option<String>,
    #[serde(default)]
    people: Vec<String>,
    document_number: Option<String>,
    text: String,
    track: Option<Track>,
    department: Option<String>,
}

impl StepBody {
    fn checked(self, action: DisputeAction) -> Result<Said, Problem> {
        let others = [
            ("/at", self.at.is_some() && action != DisputeAction::Respond),
            ("/track", self.track.is_some() && action != DisputeAction::Classify),
            ("/department", self.department.is_some() && action != DisputeAction::Refer),
        ];
        if let Some((pointer, _)) = others.into_iter().find(|(_, is_said)| *is_said) {
            return Err(unfit(pointer, "这一步不写此项", "is no part of this step"));
        }
        Ok(Said {
            on: day("/on", &self.on)?,
            at: self.at.map(|at| instant("/at", &at)).transpose()?,
            people: lines("/people", self.people, 0..=MOST_PEOPLE, 100)?,
            document_number: line_option("/document_number", self.document_number, 100)?,
            text: prose("/text", &self.text, 20_000)?,
            track: self.track,
            department: line_option("/department", self.department, 100)?,
        })
    }
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &states())?;
    let tx = state.db.read("cooperation.list_disputes").await?;
    let filter = within_sight(&tx, &caller, filter).await?;
    let disputes = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("disputes", page, disputes, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_dispute").await?;
    let filter = within_sight(&tx, &caller, Filter::one(id)).await?;
    let dispute = service::list(&tx, &filter, 1).await?.pop().ok_or(Refusal::Unknown(Noun::Dispute))?;
    let file = service::steps(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Dispute.subject(id)).await?;
    tx.finish().await?;
    told::file(&dispute, state.viewer(&caller), json!({ "file": file }), &events)
}

async fn report(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DisputeBody>>,
) -> Result<Outcome, Problem> {
    let viewer = state.viewer(&caller);
    let new = body.checked(viewer.now)?;
    let report = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.report_dispute(new).await?, viewer);
    state.work(&caller, "cooperation.report_dispute", key.as_ref(), report).await
}

async fn step(
    action: DisputeAction,
    asked: Asked,
    Idempotent { key, body: Body(body) }: Idempotent<Body<StepBody>>,
) -> Result<Outcome, Problem> {
    let said = body.checked(action)?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.step_dispute(id, version, action, said).await;
    take_step("cooperation.step_dispute", asked, key, act).await
}
