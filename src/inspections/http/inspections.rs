//! Planning inspections, listing and showing them; the calendar.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Asked, InspectionsState, answers, based_on, inspection_id, step, told};
use crate::{
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{day, line, prose},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{self, object, or_null, text, word},
    },
    inspections::{
        codes::{InspectionKind, InspectionState, Trigger},
        model::{Filter, NewInspection},
        policy::{ARCHIVERS, PLANNERS, READERS},
        scope,
        service::{self, Case},
    },
    kernel::dates::{office_date, parse_date},
};

/// Inspections or lines of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let (all, one) = ("/api/v1/joint-inspections", "/api/v1/joint-inspections/{inspection_id}");
    let (readers, planners) = (Access::Roles(READERS), Access::Roles(PLANNERS));
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, all, planners, plan_operation(), post(plan).with_state(state.clone())),
        Route::new(
            Method::GET,
            "/api/v1/joint-inspections/calendar",
            readers,
            calendar_operation(),
            get(calendar).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "inspections",
                "jointInspection",
                "一次联检：方案、双方记录、问题、报告、签字",
                "One inspection: scheme, the words of both sides, issues, report, signatures",
            )
            .params([inspection_id()])
            .answers(200, "application/json", answers::file(), "the dossier and what happened to it here"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/joint-inspections/{inspection_id}/items",
            readers,
            Operation::new(
                "inspections",
                "jointInspectionItems",
                "按登记的界线段和界桩列出检查项，供拟方案",
                "Segments and markers as the register has them, to write a scheme with",
            )
            .params([inspection_id()])
            .answers(
                200,
                "application/json",
                answers::all("items", answers::item()),
                "in the order of the line",
            ),
            get(items).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/joint-inspections/{inspection_id}/cancel",
            planners,
            step_operation("cancelJointInspection", "取消联检", "Cancel an inspection", reason_schema()),
            post(cancel).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/joint-inspections/{inspection_id}/archive",
            Access::Roles(ARCHIVERS),
            step_operation(
                "archiveJointInspection",
                "登记联检归档的案卷",
                "Note in which volume of the archives it is",
                object(&["volume_id"], json!({ "volume_id": { "type": "string", "format": "uuid" } })),
            ),
            post(archive).with_state(state.clone()),
        ),
    ]
}

fn step_operation(id: &'static str, zh: &str, en: &str, body: Value) -> Operation {
    Operation::new("inspections", id, zh, en)
        .params([inspection_id(), based_on(), idempotency::param()])
        .body("application/json", body)
        .answers(200, "application/json", answers::dossier(), "the dossier")
}

pub(super) fn reason_schema() -> Value {
    object(&["reason"], json!({ "reason": text(1_000, "why") }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    reason: String,
}

impl ReasonBody {
    pub(super) fn checked(self) -> Result<String, Problem> {
        prose("/reason", &self.reason, 1_000)
    }
}

fn list_operation() -> Operation {
    let states = InspectionState::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
    Operation::new("inspections", "jointInspections", "联检列表", "Joint inspections, the newest number first")
        .params([
            Param::query("line", json!({ "type": "string", "format": "uuid" }), "界线", "id of the line"),
            Param::query("neighbour", json!({ "type": "string" }), "邻方代码", "code of the neighbour"),
            Param::query("year", json!({ "type": "integer" }), "计划年度", "year for which it is planned"),
            Param::query(
                "state",
                json!({ "type": "array", "items": { "type": "string", "enum": states } }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", answers::page("inspections", answers::summary()), "and `next`")
}

fn plan_operation() -> Operation {
    Operation::new("inspections", "planJointInspection", "计划一次联检", "Plan an inspection")
        .describes(
            "轮次、期限、牵头方未填的按五年一轮、牵头方逐轮轮换推定；牵头方不轮换须说明理由。临时联检填写诱因和情况。",
            "Round, due day and lead that are not said follow from the calendar: every five years, the lead swaps. A lead that \
             does not swap takes a reason. Out of turn, say what asks for it and what happened.",
        )
        .params([idempotency::param()])
        .body("application/json", new_schema())
        .answers(201, "application/json", answers::dossier(), "the inspection")
}

fn calendar_operation() -> Operation {
    Operation::new(
        "inspections",
        "jointInspectionCalendar",
        "联检计划表：各界线下一轮的期限、轮次和牵头方",
        "By when each line in force is due, in which round, and who leads",
    )
    .params([
        Param::query("until", json!({ "type": "string", "format": "date" }), "期限不晚于该日的", "due until this day"),
        Param::query("limit", json!({ "type": "integer" }), "条数", "how many lines are looked at"),
        Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
    ])
    .answers(
        200,
        "application/json",
        answers::page("lines", answers::calendar()),
        "by code of the line, and `next`",
    )
}

fn new_schema() -> Value {
    object(
        &["line", "neighbour"],
        json!({
            "line": text(18, "code of the line"), "neighbour": text(9, "code of the neighbour's side"),
            "kind": word(InspectionKind::ALL.iter().map(|kind| kind.code())),
            "trigger": or_null(word(Trigger::ALL.iter().map(|trigger| trigger.code()))),
            "reason": or_null(text(1_000, "what happened, or why lead or day are not those of the calendar")),
            "lead": or_null(text(9, "code of the side that leads")),
            "round": { "type": "integer", "minimum": 1, "maximum": 100, "nullable": true },
            "year": { "type": "integer", "minimum": 1949, "maximum": 2200, "nullable": true },
            "due_on": or_null(schema::day("civil day by which it is to be filed")),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewBody {
    line: String,
    neighbour: String,
    kind: Option<InspectionKind>,
    trigger: Option<Trigger>,
    reason: Option<String>,
    lead: Option<String>,
    round: Option<i32>,
    year: Option<i32>,
    due_on: Option<String>,
}

impl NewBody {
    fn checked(self) -> Result<NewInspection, Problem> {
        use crate::http::content::unfit;
        let kind = self.kind.unwrap_or(InspectionKind::Periodic);
        if (kind == InspectionKind::AdHoc) != self.trigger.is_some() || self.trigger.is_some() && self.reason.is_none()
        {
            let zh = "临时联检须填写诱因和情况，轮次联检不填诱因";
            return Err(unfit("/trigger", zh, "out of turn, and only then, it takes a trigger, and a reason"));
        }
        if kind == InspectionKind::AdHoc && self.round.is_some() {
            return Err(unfit("/round", "临时联检不计轮次", "what is out of turn is no round"));
        }
        if self.round.is_some_and(|round| !(1..=100).contains(&round)) {
            return Err(unfit("/round", "应为 1 至 100", "takes 1 to 100"));
        }
        if self.year.is_some_and(|year| !(1949..=2200).contains(&year)) {
            return Err(unfit("/year", "应为 1949 至 2200", "takes 1949 to 2200"));
        }
        Ok(NewInspection {
            line: line("/line", self.line, 18)?,
            neighbour: line("/neighbour", self.neighbour, 9)?,
            kind,
            trigger: self.trigger,
            reason: self.reason.map(|reason| prose("/reason", &reason, 1_000)).transpose()?,
            lead: self.lead.map(|lead| line("/lead", lead, 9)).transpose()?,
            round: self.round,
            year: self.year,
            due_on: self.due_on.map(|text| day("/due_on", &text)).transpose()?,
        })
    }
}

/// The dossier as the answer to what was done.
pub(super) fn answer(status: StatusCode, case: &Case, today: time::Date) -> Result<Answer, Problem> {
    let answer = Answer::json(status, &told::dossier(case, today))?.etag(if_match::tag(case.inspection.version));
    Ok(if status == StatusCode::CREATED { answer.location(told::address(&case.inspection)) } else { answer })
}

async fn list(
    State(state): State<InspectionsState>,
    SignedIn(_): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let states =
        params.parse_with("state", |text| text.split(',').map(|word| word.parse().ok()).collect::<Option<Vec<_>>>())?;
    let filter = Filter {
        ids: None,
        line: params.parse("line")?,
        neighbour: params.text("neighbour").map(str::to_owned),
        states,
        year: params.parse("year")?,
        before: params.text("cursor").map(str::to_owned),
    };
    let tx = state.db.read("inspections.list").await?;
    let inspections = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let today = office_date(state.now());
    let (inspections, next) = page.cut(inspections, |last| last.number.clone());
    let inspections: Vec<_> = inspections.iter().map(|one| told::summary(one, today)).collect();
    Ok(Json(json!({ "inspections": inspections, "next": next })))
}

async fn plan(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NewBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let plan =
        async |clerk: &service::Inspector<'_>| answer(StatusCode::CREATED, &clerk.plan(new).await?, clerk.today());
    state.work(&caller.actor, "inspections.plan", key.as_ref(), plan).await
}

async fn calendar(State(state): State<InspectionsState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let until = params.parse_with("until", parse_date)?;
    let tx = state.db.read("inspections.calendar").await?;
    let lines = service::calendar(&tx, params.text("cursor"), page.rows()).await?;
    tx.finish().await?;
    let today = office_date(state.now());
    let (lines, next) = page.cut(lines, |last| last.line.code.clone());
    let due = lines.iter().filter(|line| line.is_due_until(until));
    let lines: Vec<Value> = due
        .map(|service::Calendar { line, next }| {
            let open = line.open_id.zip(line.open_number.as_ref()).map(
                |(id, number)| json!({ "id": id, "number": number, "state": line.open_state, "year": line.open_year }),
            );
            json!({
                "line": { "id": line.line, "code": line.code, "name": line.name }, "approved_on": line.approved_on,
                "last": line.last_id.map(|id| json!({
                    "id": id, "round": line.last_round, "filed_on": line.last_filed_on, "lead": line.last_lead,
                })),
                "next": next, "open": open,
                "overdue": next.as_ref().is_some_and(|next| next.due_on < today),
            })
        })
        .collect();
    Ok(Json(json!({ "lines": lines, "next": next })))
}

async fn show(State(state): State<InspectionsState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("inspections.show").await?;
    let case = service::find(&tx, id).await?;
    let events = service::events(&tx, id).await?;
    tx.finish().await?;
    let mut told = told::dossier(&case, office_date(state.now()));
    told.insert("events".into(), events.iter().map(told::event).collect());
    Ok(([(header::ETAG, if_match::tag(case.inspection.version))], Json(told)).into_response())
}

async fn items(State(state): State<InspectionsState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("inspections.items").await?;
    let case = service::find(&tx, id).await?;
    let drawn = service::drawn_line(&tx, &case.inspection).await?;
    tx.finish().await?;
    Ok(Json(json!({ "items": scope::items(&drawn) })))
}

async fn cancel(
    state: State<InspectionsState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: axum::http::HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let asked: Asked = (state, caller, id, headers);
    step("inspections.cancel", asked, key, async |clerk, id, version, _| {
        answer(StatusCode::OK, &clerk.cancel(id, version, reason).await?, clerk.today())
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchiveBody {
    volume_id: Uuid,
}

async fn archive(
    state: State<InspectionsState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: axum::http::HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ArchiveBody>>,
) -> Result<Outcome, Problem> {
    step("inspections.archive", (state, caller, id, headers), key, async |clerk, id, version, _| {
        answer(StatusCode::OK, &clerk.archive(id, version, body.volume_id).await?, clerk.today())
    })
    .await
}
