//! Emergencies: alerts, steps and the timeline.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    Asked, CooperationState, Viewer, answers, based_on, listing, step as take_step,
    told::{self, Told},
    wire::{line_option, minute, minute_schema, scope, scoped, text_option, township, township_schema},
    within_sight,
};
use crate::{
    cooperation::{
        Clerk, Filter, Head, Noun, Refusal,
        emergencies::{
            Alert, Emergency, EmergencyState, EntryKind, Level, NewEntry, reporting, service,
            state::{EmergencyAction, open_actions, takes},
        },
        policy::{READERS_OF_TOWNSHIPS, REPORTERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{line, prose, unfit},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, or_null, text, word},
    },
    kernel::actor::Role,
    records,
};

impl Told for Emergency {
    const NOUN: Noun = Noun::Emergency;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        let steps = open_actions(self.state).map(|action| (action.code(), action.title(), action.roles()));
        let timeline = EntryKind::ALL.iter().any(|kind| takes(self.state, *kind));
        let timeline = timeline.then(|| ("timeline", Text::new("登记经过", "have something in its timeline"), WRITERS));
        steps.chain(timeline).collect()
    }

    fn computed(&self, viewer: Viewer) -> Value {
        json!({ "reports_due": reporting::due(self, viewer.now) })
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/emergencies", "/api/v1/emergencies/{emergency_id}");
    let readers = Access::Roles(READERS_OF_TOWNSHIPS);
    let title =
        ("emergencies", "突发事件列表；乡镇只见本乡镇的", "Emergencies; a clerk sees those of the own township");
    let mut routes = vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("emergencies", answers::emergency()), &states()).params([listing::township()]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(REPORTERS),
            Operation::new("cooperation", "alertEmergency", "预警", "Give an alert")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::emergency(), "the emergency, with what is due"),
            post(alert).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "cooperation",
                "emergency",
                "一起突发事件及其经过（精确到分）",
                "One emergency and its timeline",
            )
            .params([emergency_id()])
            .answers(200, "application/json", answers::emergency(), "the emergency"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/emergencies/{emergency_id}/timeline",
            Access::Roles(WRITERS),
            Operation::new(
                "cooperation",
                "enterIntoTimeline",
                "登记措施、首报、续报、终报或善后",
                "Enter a measure, a report to the higher office, or what was done afterwards",
            )
            .params([emergency_id(), based_on(), idempotency::param()])
            .body("application/json", entry_schema())
            .answers(200, "application/json", answers::emergency(), "the emergency, with what is due"),
            post(enter).with_state(state.clone()),
        ),
    ];
    routes.extend(EmergencyAction::ALL.iter().map(|action| step_route(state, *action)));
    routes
}

/// The route of a step.
fn step_route(state: &CooperationState, action: EmergencyAction) -> Route {
    let (path, id) = match action {
        EmergencyAction::Confirm => ("/api/v1/emergencies/{emergency_id}/confirm", "confirmEmergency"),
        EmergencyAction::Dismiss => ("/api/v1/emergencies/{emergency_id}/dismiss", "dismissEmergency"),
        EmergencyAction::Respond => ("/api/v1/emergencies/{emergency_id}/respond", "respondToEmergency"),
        EmergencyAction::Control => ("/api/v1/emergencies/{emergency_id}/control", "controlEmergency"),
        EmergencyAction::End => ("/api/v1/emergencies/{emergency_id}/end", "endEmergency"),
        EmergencyAction::Review => ("/api/v1/emergencies/{emergency_id}/review", "reviewEmergency"),
    };
    let Text { zh, en } = action.title();
    let operation = Operation::new("cooperation", id, &format!("突发事件：{zh}"), &format!("The emergency is to {en}"))
        .params([emergency_id(), based_on(), idempotency::param()])
        .body("application/json", step_schema(action))
        .answers(200, "application/json", answers::emergency(), "the emergency, with what can be done next");
    let handler =
        async move |state: State<CooperationState>, caller: SignedIn, id: Path<Uuid>, headers: HeaderMap, body| {
            step(action, (state, caller, id, headers), body).await
        };
    Route::new(Method::POST, path, Access::Roles(action.roles()), operation, post(handler).with_state(state.clone()))
}

fn emergency_id() -> Param {
    schema::id("emergency_id", "突发事件", "id of the emergency")
}

fn states() -> Vec<&'static str> {
    EmergencyState::ALL.iter().map(|state| state.code()).collect()
}

/// Kinds that somebody enters into a timeline beside the steps.
fn kinds() -> impl Iterator<Item = EntryKind> {
    let is_entered = |kind: &EntryKind| EmergencyState::ALL.iter().any(|state| takes(*state, *kind));
    EntryKind::ALL.iter().copied().filter(is_entered)
}

fn new_schema() -> Value {
    scoped(
        &["title", "place", "description"],
        json!({
            "township_code": township_schema(), "title": text(200, "what people call it"),
            "place": text(200, "where, in words"), "description": text(10_000, "what happens"),
            "alerted_at": or_null(minute_schema("when the alert came in, to the minute; now unless said")),
        }),
    )
}

fn step_schema(action: EmergencyAction) -> Value {
    let at = || minute_schema("when, to the minute; not before the last step");
    let (words, number) = (|| text(20_000, "in words"), || text_option(100, "number of the paper"));
    if action == EmergencyAction::Confirm {
        let level = word(Level::ALL.iter().map(|level| level.code()));
        let members = json!({ "at": at(), "text": words(), "level": level, "document_number": number() });
        return object(&["at", "text", "level"], members);
    }
    object(&["at", "text"], json!({ "at": at(), "text": words(), "document_number": number() }))
}

fn entry_schema() -> Value {
    object(
        &["kind", "at", "text"],
        json!({
            "kind": word(kinds().map(EntryKind::code)), "at": minute_schema("when it happened, to the minute"),
            "text": text(20_000, "in words"), "recipient": text_option(100, "the office that was told, of a report"),
            "document_number": text_option(100, "number of the paper"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertBody {
    neighbour: String,
    line_id: Option<Uuid>,
    township_code: Option<String>,
    title: String,
    place: String,
    description: String,
    alerted_at: Option<String>,
}

impl AlertBody {
    fn checked(self, now: OffsetDateTime) -> Result<Alert, Problem> {
        let at = self.alerted_at.unwrap_or_else(|| crate::kernel::dates::rfc3339(now));
        Ok(Alert {
            scope: scope(&self.neighbour, self.line_id)?,
            township: township(self.township_code)?,
            title: line("/title", self.title, 200)?,
            place: line("/place", self.place, 200)?,
            description: prose("/description", &self.description, 10_000)?,
            alerted_at: minute("/alerted_at", &at)?,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepBody {
    at: String,
    text: String,
    level: Option<Level>,
    document_number: Option<String>,
}

impl StepBody {
    fn checked(self, action: EmergencyAction) -> Result<(NewEntry, Option<Level>), Problem> {
        if self.level.is_some() && action != EmergencyAction::Confirm {
            return Err(unfit("/level", "只有定级写级别", "only a confirmation has a level"));
        }
        let entry = NewEntry {
            at: minute("/at", &self.at)?,
            text: prose("/text", &self.text, 20_000)?,
            recipient: None,
            document_number: line_option("/document_number", self.document_number, 100)?,
        };
        Ok((entry, self.level))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryBody {
    kind: EntryKind,
    at: String,
    text: String,
    recipient: Option<String>,
    document_number: Option<String>,
}

impl EntryBody {
    fn checked(self) -> Result<(EntryKind, NewEntry), Problem> {
        if !kinds().any(|kind| kind == self.kind) {
            return Err(unfit("/kind", "这类记录由相应步骤登记", "the step of that name enters it"));
        }
        let entry = NewEntry {
            at: minute("/at", &self.at)?,
            text: prose("/text", &self.text, 20_000)?,
            recipient: line_option("/recipient", self.recipient, 100)?,
            document_number: line_option("/document_number", self.document_number, 100)?,
        };
        Ok((self.kind, entry))
    }
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &states())?;
    let tx = state.db.read("cooperation.list_emergencies").await?;
    let filter = within_sight(&tx, &caller, filter).await?;
    let emergencies = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("emergencies", page, emergencies, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_emergency").await?;
    let filter = within_sight(&tx, &caller, Filter::one(id)).await?;
    let emergency = service::list(&tx, &filter, 1).await?.pop().ok_or(Refusal::Unknown(Noun::Emergency))?;
    let timeline = service::timeline(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Emergency.subject(id)).await?;
    tx.finish().await?;
    told::file(&emergency, state.viewer(&caller), json!({ "timeline": timeline }), &events)
}

async fn alert(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<AlertBody>>,
) -> Result<Outcome, Problem> {
    let viewer = state.viewer(&caller);
    let new = body.checked(viewer.now)?;
    let alert = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.alert(new).await?, viewer);
    state.work(&caller, "cooperation.alert", key.as_ref(), alert).await
}

async fn step(
    action: EmergencyAction,
    asked: Asked,
    Idempotent { key, body: Body(body) }: Idempotent<Body<StepBody>>,
) -> Result<Outcome, Problem> {
    let said = body.checked(action)?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.step_emergency(id, version, action, said).await;
    take_step("cooperation.step_emergency", asked, key, act).await
}

async fn enter(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<EntryBody>>,
) -> Result<Outcome, Problem> {
    let said = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.enter_into_timeline(id, version, said).await;
    take_step("cooperation.enter_into_timeline", (state, caller, id, headers), key, act).await
}
