//! Lines: lists, shapes, descriptions and steps.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::{Value, json};

use super::{
    BoundariesState, answers, based_on, json as told,
    wire::{
        AlignmentBody, DescriptionBody, LineBody, LineStepBody, ShapeBody, alignment_schema, description_schema,
        line_schema, line_step_schema, shape_schema,
    },
};
use crate::{
    boundaries::{
        alignment,
        codes::{Level, LineState},
        model::Line,
        policy::{EXACT, KEEPERS, Precision, READERS},
        service::{self, LineFilter},
        state::LineAction,
    },
    db::tx::Tx,
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::word,
    },
    records::{self, Pen},
};

/// Lines of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

/// Largest shape in bytes: some two hundred thousand vertices.
const SHAPE_LIMIT: usize = 16 << 20;

const ALL: &str = "/api/v1/boundary-lines";
const ONE: &str = "/api/v1/boundary-lines/{code}";
const ALIGNMENT: &str = "/api/v1/boundary-lines/{code}/alignment";

pub(super) fn routes(state: &BoundariesState) -> Vec<Route> {
    let (readers, keepers, exact) = (Access::Roles(READERS), Access::Roles(KEEPERS), Access::Roles(EXACT));
    let mut routes = vec![
        Route::new(Method::GET, ALL, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, ALL, keepers, enter_operation(), post(enter).with_state(state.clone())),
        Route::new(Method::GET, ONE, readers, show_operation(), get(show).with_state(state.clone())),
        Route::new(
            Method::PUT,
            "/api/v1/boundary-lines/{code}/shape",
            keepers,
            shape_operation(),
            put(draw).with_state(state.clone()),
        )
        .body_limit(SHAPE_LIMIT),
        Route::new(Method::GET, ALIGNMENT, exact, alignment_operation(), get(describe).with_state(state.clone())),
        Route::new(
            Method::PUT,
            ALIGNMENT,
            keepers,
            agree_alignment_operation(),
            put(agree_on).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/boundary-lines/{code}/alignment/check",
            exact,
            check_operation(),
            post(check).with_state(state.clone()),
        ),
    ];
    routes.extend(LineAction::ALL.iter().map(|action| step_route(state, *action)));
    routes
}

/// The route of a step.
fn step_route(state: &BoundariesState, action: LineAction) -> Route {
    let (path, id) = match action {
        LineAction::Agree => ("/api/v1/boundary-lines/{code}/agree", "agreeBoundaryLine"),
        LineAction::Approve => ("/api/v1/boundary-lines/{code}/approve", "approveBoundaryLine"),
        LineAction::Publish => ("/api/v1/boundary-lines/{code}/publish", "publishBoundaryLine"),
        LineAction::Manage => ("/api/v1/boundary-lines/{code}/manage", "manageBoundaryLine"),
        LineAction::Change => ("/api/v1/boundary-lines/{code}/change", "changeBoundaryLine"),
        LineAction::Abolish => ("/api/v1/boundary-lines/{code}/abolish", "abolishBoundaryLine"),
    };
    let (zh, en) = action.title();
    let operation = Operation::new("boundaries", id, &format!("界线：{zh}"), &format!("The line is to {en}"))
        .params([code(), based_on(), idempotency::param()])
        .body("application/json", line_step_schema(action))
        .answers(200, "application/json", answers::line(), "the line, with what can be done next");
    let handler =
        async move |state: State<BoundariesState>, caller: SignedIn, path: Path<String>, headers: HeaderMap, body| {
            step(action, (state, caller, path, headers), body).await
        };
    Route::new(Method::POST, path, Access::Roles(KEEPERS), operation, post(handler).with_state(state.clone()))
}

/// The line in the address.
fn code() -> Param {
    Param::path("code", json!({ "type": "string", "pattern": "^[0-9]{4,18}$" }), "界线代码", "code of the line")
}

fn list_operation() -> Operation {
    Operation::new("boundaries", "boundaryLines", "界线列表", "Boundary lines by code, without their shapes")
        .params([
            Param::query("side", json!({ "type": "string" }), "一侧的行政区划代码", "code of the division on one side"),
            Param::query("level", word(Level::ALL.iter().map(|code| code.code())), "级别", "level"),
            Param::query(
                "state",
                json!({ "type": "array", "items": word(LineState::ALL.iter().map(|code| code.code())) }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", answers::lines(), "lines and `next`")
}

fn enter_operation() -> Operation {
    Operation::new("boundaries", "enterBoundaryLine", "登记一条拟定的界线", "Enter a line, proposed and not drawn yet")
        .params([idempotency::param()])
        .body("application/json", line_schema())
        .answers(201, "application/json", answers::line(), "the line with its code")
}

fn show_operation() -> Operation {
    Operation::new(
        "boundaries",
        "boundaryLine",
        "一条界线及其线段、界线点、界桩；位置按角色取精确或概略",
        "One line with its segments, points and markers, as exactly as your role may know",
    )
    .params([code()])
    .answers(200, "application/json", answers::line(), "the line")
}

fn shape_operation() -> Operation {
    Operation::new("boundaries", "drawBoundaryLine", "绘制未经批准的界线", "Draw a line that was not approved yet")
        .params([code(), based_on(), idempotency::param()])
        .body("application/json", shape_schema())
        .answers(200, "application/json", answers::line(), "the line with its shape")
}

fn alignment_operation() -> Operation {
    Operation::new(
        "boundaries",
        "boundaryAlignment",
        "走向说明：按图形写出，并核对已签的说明",
        "The description of a line as its shape says, and what the agreed one says otherwise",
    )
    .params([code()])
    .answers(200, "application/json", answers::alignment(), "both, and the findings")
}

fn agree_alignment_operation() -> Operation {
    Operation::new("boundaries", "keepBoundaryAlignment", "登记已签的走向说明", "Keep the description as it was agreed")
        .params([code(), based_on(), idempotency::param()])
        .body("application/json", description_schema())
        .answers(200, "application/json", answers::alignment(), "both, and the findings")
}

fn check_operation() -> Operation {
    Operation::new(
        "boundaries",
        "checkBoundaryAlignment",
        "核对一份走向说明，不作登记",
        "Check a description against the line; nothing is kept",
    )
    .params([code()])
    .body("application/json", alignment_schema())
    .answers(200, "application/json", answers::findings(), "each sentence that disagrees")
}

async fn list(State(state): State<BoundariesState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let filter = LineFilter {
        ids: None,
        codes: None,
        side: params.text("side").map(str::to_owned),
        level: params.parse("level")?,
        states: params.parse_with("state", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        after: params.text("cursor").map(str::to_owned),
    };
    let tx = state.db.read("boundaries.list_lines").await?;
    let lines = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (lines, next) = page.cut(lines, |last| last.code.to_string());
    let lines: Vec<Value> = lines.iter().map(told::line).collect();
    Ok(Json(json!({ "lines": lines, "next": next })))
}

async fn show(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let precision = Precision::of(caller.role);
    let tx = state.db.read("boundaries.show_line").await?;
    let line = service::find(&tx, &code).await?;
    let (version, subject) = (line.version, service::of_line(line.id));
    let drawn = service::drawn(&tx, vec![line]).await?;
    let events = records::of_subject(&tx, subject).await?;
    tx.finish().await?;
    let mut document = drawn.first().map_or(Value::Null, |drawn| told::drawn(drawn, precision));
    if let Value::Object(members) = &mut document {
        members.insert("events".into(), events.iter().map(told::event).collect());
    }
    Ok(([(header::ETAG, if_match::tag(version))], Json(document)).into_response())
}

async fn enter(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<LineBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let enter = async |pen: &Pen<'_>| {
        let line = service::enter(pen, new).await?;
        Ok(answer(StatusCode::CREATED, &line)?.location(told::line_address(&line)))
    };
    state.work(&caller, "boundaries.enter_line", key.as_ref(), enter).await
}

async fn draw(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(code): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ShapeBody>>,
) -> Result<Outcome, Problem> {
    let (version, parts) = (if_match::version(&headers)?, body.checked()?);
    let precision = Precision::of(caller.role);
    let draw = async |pen: &Pen<'_>| {
        let line = service::find(pen.tx, &code).await?;
        let drawn = service::draw(pen, line.id, version, parts).await?;
        let answer = Answer::json(StatusCode::OK, &told::drawn(&drawn, precision))?;
        Ok(answer.etag(if_match::tag(drawn.line.version)))
    };
    state.work(&caller, "boundaries.draw", key.as_ref(), draw).await
}

type Asked = (State<BoundariesState>, SignedIn, Path<String>, HeaderMap);

async fn step(
    action: LineAction,
    (State(state), SignedIn(caller), Path(code), headers): Asked,
    Idempotent { key, body: Body(body) }: Idempotent<Body<LineStepBody>>,
) -> Result<Outcome, Problem> {
    let (version, step) = (if_match::version(&headers)?, body.checked(action)?);
    let act = async |pen: &Pen<'_>| {
        let line = service::find(pen.tx, &code).await?;
        answer(StatusCode::OK, &service::act(pen, line.id, version, step).await?)
    };
    state.work(&caller, "boundaries.act_on_line", key.as_ref(), act).await
}

async fn describe(State(state): State<BoundariesState>, Path(code): Path<String>) -> Result<Response, Problem> {
    let tx = state.db.read("boundaries.describe").await?;
    let line = service::find(&tx, &code).await?;
    let version = line.version;
    let document = descriptions(&tx, line).await?;
    tx.finish().await?;
    Ok(([(header::ETAG, if_match::tag(version))], Json(document)).into_response())
}

async fn agree_on(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Path(code): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DescriptionBody>>,
) -> Result<Outcome, Problem> {
    let (version, text) = (if_match::version(&headers)?, body.checked()?);
    let keep = async |pen: &Pen<'_>| {
        let line = service::find(pen.tx, &code).await?;
        let line = service::describe(pen, line.id, version, Some(text)).await?;
        let tag = if_match::tag(line.version);
        Ok(Answer::json(StatusCode::OK, &descriptions(pen.tx, line).await?)?.etag(tag))
    };
    state.work(&caller, "boundaries.keep_alignment", key.as_ref(), keep).await
}

/// Both descriptions of a line, and what the agreed one says otherwise.
async fn descriptions(tx: &Tx, line: Line) -> Result<Value, Problem> {
    let agreed = line.alignment.clone();
    let course = service::drawn(tx, vec![line]).await?.first().map(service::course);
    let written = course.as_ref().map(alignment::write).unwrap_or_default();
    let checked = agreed.as_ref().zip(course.as_ref());
    let findings = checked.map(|(text, course)| alignment::check(text, course, alignment::Tolerance::default()));
    let findings: Vec<Value> = findings.iter().flatten().map(told::finding).collect();
    Ok(json!({ "written": written, "agreed": agreed, "findings": findings }))
}

async fn check(
    State(state): State<BoundariesState>,
    Path(code): Path<String>,
    Body(body): Body<AlignmentBody>,
) -> Result<Json<Value>, Problem> {
    let (text, tolerance) = body.checked()?;
    let tx = state.db.read("boundaries.check_alignment").await?;
    let line = service::find(&tx, &code).await?;
    let drawn = service::drawn(&tx, vec![line]).await?;
    tx.finish().await?;
    let course = drawn.first().map(service::course);
    let findings = course.map(|course| alignment::check(&text, &course, tolerance)).unwrap_or_default();
    let told: Vec<Value> = findings.iter().map(told::finding).collect();
    Ok(Json(json!({ "agrees": findings.is_empty(), "findings": told })))
}

/// A line as the answer to what was done with it.
fn answer(status: StatusCode, line: &Line) -> Result<Answer, Problem> {
    Ok(Answer::json(status, &told::line(line))?.etag(if_match::tag(line.version)))
}
