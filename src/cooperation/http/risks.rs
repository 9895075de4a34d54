//! Risk points.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{get, post},
};
use geo::{Geometry, Point};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CooperationState, Viewer, answers, based_on, listing, step,
    told::{self, Told},
    wire::{ReasonBody, grade_schema, reason_schema, scope, scoped, township, township_schema},
    within_sight,
};
use crate::{
    cooperation::{
        Clerk, Filter, Head, Noun, Refusal,
        codes::Grade,
        policy::{EXACT, READERS_OF_TOWNSHIPS, REPORTERS, WRITERS},
        prevention::{
            Care, NewRiskPoint, RiskPoint, RiskState, service,
            state::{RiskAction, open_actions},
        },
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, line, prose, unfit},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, text},
    },
    kernel::actor::Role,
    records,
    register::drawing,
};

impl Told for RiskPoint {
    const NOUN: Noun = Noun::RiskPoint;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        open_actions(self.state).map(|action| (action.code(), action.title(), WRITERS)).collect()
    }

    fn computed(&self, viewer: Viewer) -> Value {
        let position = self.position.filter(|_| EXACT.contains(&viewer.role));
        let geometry = position.map(|at| json!({ "type": "Point", "coordinates": [at.x(), at.y()] }));
        let is_open = self.state != RiskState::Closed;
        let overdue = is_open && self.review_on.is_some_and(|on| on < viewer.today());
        json!({ "geometry": geometry, "review_overdue": overdue })
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/risk-points", "/api/v1/risk-points/{risk_id}");
    let readers = Access::Roles(READERS_OF_TOWNSHIPS);
    let title = ("riskPoints", "风险点列表；乡镇只见本乡镇的", "Risk points; a clerk sees those of the own township");
    let mut routes = vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("risk_points", answers::risk_point()), &states()).params([listing::township()]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(REPORTERS),
            Operation::new("cooperation", "enterRiskPoint", "登记风险点", "Enter a risk point")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::risk_point(), "the risk point"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("cooperation", "riskPoint", "一个风险点", "One risk point and what happened to it")
                .params([risk_id()])
                .answers(200, "application/json", answers::risk_point(), "the risk point"),
            get(show).with_state(state.clone()),
        ),
    ];
    let care = || {
        object(
            &["grade", "measures", "owner", "review_on"],
            json!({ "grade": grade_schema(), "measures": text(4_000, "what is done about it"),
                    "owner": text(100, "who sees to it"), "review_on": schema::day("the next look is due on this day") }),
        )
    };
    for (action, path, id, body, handler) in [
        (RiskAction::Control, "/api/v1/risk-points/{risk_id}/control", "controlRisk", care(), post(control)),
        (RiskAction::Review, "/api/v1/risk-points/{risk_id}/review", "reviewRisk", care(), post(review)),
        (RiskAction::Reopen, "/api/v1/risk-points/{risk_id}/reopen", "reopenRisk", reason_schema(), post(reopen)),
        (RiskAction::Close, "/api/v1/risk-points/{risk_id}/close", "closeRisk", reason_schema(), post(close)),
    ] {
        let Text { zh, en } = action.title();
        let operation =
            Operation::new("cooperation", id, &format!("风险点：{zh}"), &format!("The risk point is to {en}"))
                .params([risk_id(), based_on(), idempotency::param()])
                .body("application/json", body)
                .answers(200, "application/json", answers::risk_point(), "the risk point, with what can be done next");
        let handler = handler.with_state(state.clone());
        routes.push(Route::new(Method::POST, path, Access::Roles(WRITERS), operation, handler));
    }
    routes
}

fn risk_id() -> Param {
    schema::id("risk_id", "风险点", "id of the risk point")
}

fn states() -> Vec<&'static str> {
    RiskState::ALL.iter().map(|state| state.code()).collect()
}

fn new_schema() -> Value {
    scoped(
        &["place", "description", "grade", "found_on"],
        json!({
            "township_code": township_schema(),
            "screening_id": { "type": "string", "format": "uuid", "nullable": true,
                              "description": "the screening or patrol that found it" },
            "place": text(200, "where, in words"),
            "geometry": { "type": "object", "nullable": true,
                          "description": "GeoJSON Point, longitude first, CGCS2000; internal" },
            "description": text(4_000, "what may happen, and why"), "grade": grade_schema(),
            "found_on": schema::day("civil day"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskBody {
    neighbour: String,
    line_id: Option<Uuid>,
    township_code: Option<String>,
    screening_id: Option<Uuid>,
    place: String,
    geometry: Option<geojson::Geometry>,
    description: String,
    grade: Grade,
    found_on: String,
}

impl RiskBody {
    fn checked(self) -> Result<NewRiskPoint, Problem> {
        Ok(NewRiskPoint {
            scope: scope(&self.neighbour, self.line_id)?,
            township: township(self.township_code)?,
            screening: self.screening_id,
            place: line("/place", self.place, 200)?,
            position: self.geometry.map(|drawn| point(&drawn)).transpose()?,
            description: prose("/description", &self.description, 4_000)?,
            grade: self.grade,
            found_on: day("/found_on", &self.found_on)?,
        })
    }
}

fn point(drawn: &geojson::Geometry) -> Result<Point<f64>, Problem> {
    let drawn = drawing::read(drawn).map_err(|error| {
        let Text { zh, en } = error.text();
        unfit("/geometry", zh, en)
    })?;
    match drawn {
        Geometry::Point(point) => Ok(point),
        _ => Err(unfit("/geometry", "位置须为点", "a position is drawn as a point")),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CareBody {
    grade: Grade,
    measures: String,
    owner: String,
    review_on: String,
}

impl CareBody {
    fn checked(self) -> Result<Care, Problem> {
        Ok(Care {
            grade: self.grade,
            measures: prose("/measures", &self.measures, 4_000)?,
            owner: line("/owner", self.owner, 100)?,
            review_on: day("/review_on", &self.review_on)?,
        })
    }
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &states())?;
    let tx = state.db.read("cooperation.list_risk_points").await?;
    let filter = within_sight(&tx, &caller, filter).await?;
    let risks = service::risk_points(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("risk_points", page, risks, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_risk_point").await?;
    let filter = within_sight(&tx, &caller, Filter::one(id)).await?;
    let risk = service::risk_points(&tx, &filter, 1).await?.pop().ok_or(Refusal::Unknown(Noun::RiskPoint))?;
    let events = records::of_subject(&tx, Noun::RiskPoint.subject(id)).await?;
    tx.finish().await?;
    told::file(&risk, state.viewer(&caller), json!({}), &events)
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<RiskBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let enter =
        async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.enter_risk_point(new).await?, viewer);
    state.work(&caller, "cooperation.enter_risk_point", key.as_ref(), enter).await
}

async fn control(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<CareBody>>,
) -> Result<Outcome, Problem> {
    let care = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.care_for_risk(id, version, RiskAction::Control, care).await;
    step("cooperation.step_risk_point", (state, caller, id, headers), key, act).await
}

async fn review(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<CareBody>>,
) -> Result<Outcome, Problem> {
    let care = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.care_for_risk(id, version, RiskAction::Review, care).await;
    step("cooperation.step_risk_point", (state, caller, id, headers), key, act).await
}

async fn reopen(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.reopen_risk(id, version, &reason).await;
    step("cooperation.step_risk_point", (state, caller, id, headers), key, act).await
}

async fn close(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.close_risk(id, version, reason).await;
    step("cooperation.step_risk_point", (state, caller, id, headers), key, act).await
}
