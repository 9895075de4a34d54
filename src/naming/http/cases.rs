//! Opening, listing, reading and correcting cases.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, patch, post},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    NamingState, answer, json as told,
    schema::{self, case_id, if_match, object},
    tag,
    wire::{CaseBody, CoverBody},
};
use crate::{
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
    },
    kernel::dates::office_date,
    naming::{
        CaseType, Refusal, StateCode,
        model::CaseId,
        policy::{OPENERS, READERS},
        service,
    },
};

/// Cases on one page, usually and at most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let (all, one) = ("/api/v1/naming-cases", "/api/v1/naming-cases/{case_id}");
    let (readers, openers) = (Access::Roles(READERS), Access::Roles(OPENERS));
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, all, openers, open_operation(), post(open).with_state(state.clone()))
            .body_limit(16 << 20),
        Route::new(Method::GET, one, readers, show_operation(), get(show).with_state(state.clone())),
        Route::new(Method::PATCH, one, openers, amend_operation(), patch(amend).with_state(state.clone())),
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/items.geojson",
            readers,
            Operation::new("naming", "namingCaseItems", "案件条目的图形", "The items of a case as GeoJSON")
                .params([case_id()])
                .answers(200, "application/geo+json", json!({ "type": "object" }), "features, longitude first"),
            get(features).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/impact",
            readers,
            Operation::new(
                "naming",
                "namingCaseImpact",
                "更名、变更、销名涉及哪些地方",
                "What mentions the names that a case changes or ends",
            )
            .params([case_id()])
            .answers(
                200,
                "application/json",
                json!({ "type": "object" }),
                "now, and as kept with the case",
            ),
            get(impact).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/case.pdf",
            readers,
            Operation::new("naming", "printNamingCase", "打印案件", "The case as it is printed")
                .params([case_id()])
                .answers(200, "application/pdf", json!({ "type": "string", "format": "binary" }), "a PDF"),
            get(print).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/checks/{check_id}",
            readers,
            Operation::new(
                "naming",
                "namingCaseCheck",
                "一次名称检查的全部结论",
                "One run of the name clinic over a case",
            )
            .params([case_id(), schema::id("check_id", "检查编号", "id of the run")])
            .answers(200, "application/json", json!({ "type": "object" }), "items with their verdicts"),
            get(check).with_state(state.clone()),
        ),
    ]
}

fn list_operation() -> Operation {
    let states = StateCode::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
    let types = CaseType::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>();
    Operation::new("naming", "namingCases", "地名案件列表", "Naming cases, the newest number first")
        .params([
            Param::query(
                "state",
                json!({ "type": "array", "items": { "type": "string", "enum": states } }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("type", json!({ "type": "string", "enum": types }), "案件类型", "what is applied for"),
            Param::query("township", json!({ "type": "string" }), "申报乡镇代码", "code of the applying township"),
            Param::query(
                "q",
                json!({ "type": "string" }),
                "编号、标题、申报单位或名称中的文字",
                "part of number, title, applicant or a name",
            ),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", json!({ "type": "object" }), "cases and the cursor of the next page")
}

fn open_operation() -> Operation {
    let types = CaseType::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>();
    Operation::new("naming", "openNamingCase", "新建地名案件（草拟）", "Open a naming case, in draft")
        .params([idempotency::param()])
        .body(
            "application/json",
            object(
                &["type", "title", "applicant", "reasons"],
                json!({
                    "type": { "type": "string", "enum": types },
                    "title": schema::text(200, "what people call the case"),
                    "applicant": schema::text(200, "applying unit (R753 art. 11)"),
                    "township_code": { "type": "string", "pattern": "^[0-9]{9}$", "nullable": true,
                                       "description": "the applying township; of a clerk always the own one" },
                    "reasons": schema::text(5000, "why (R753 art. 11)"),
                    "items": { "type": "array", "items": schema::item() },
                }),
            ),
        )
        .answers(201, "application/json", schema::case(), "the case, with what can be done next")
}

fn show_operation() -> Operation {
    Operation::new("naming", "namingCase", "一个地名案件的全部内容", "A naming case with all that belongs to it")
        .params([case_id()])
        .answers(
            200,
            "application/json",
            json!({ "type": "object" }),
            "cover, items without their geometry (that is in items.geojson), papers, checks, notices, decisions, filings, what \
             is due, events; ETag is its version",
        )
}

fn amend_operation() -> Operation {
    Operation::new("naming", "amendNamingCase", "修改案件标题、申报单位或理由", "Correct the cover of a case")
        .params([case_id(), if_match()])
        .body(
            "application/json",
            object(
                &["title", "applicant", "reasons"],
                json!({
                    "title": schema::text(200, "what people call the case"),
                    "applicant": schema::text(200, "applying unit"),
                    "township_code": { "type": "string", "pattern": "^[0-9]{9}$", "nullable": true },
                    "reasons": schema::text(5000, "why"),
                }),
            ),
        )
        .answers(200, "application/json", schema::case(), "the case")
}

async fn list(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let states = params.parse_with("state", |text| {
        text.split(',').map(|state| state.parse().ok()).collect::<Option<Vec<StateCode>>>()
    })?;
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let filter = service::Filter {
        states,
        case_type: params.parse("type")?,
        township_code: params.text("township").map(str::to_owned),
        text: params.text("q").map(str::to_owned),
        before: params.parse_with("cursor", |text| service::is_case_number(text).then(|| text.to_owned()))?,
    };
    let tx = state.db.read("naming.list").await?;
    let cases = service::list(&tx, &caller.actor, filter, page.rows()).await?;
    tx.finish().await?;
    let (cases, next) = page.cut(cases, |last| last.number.clone());
    Ok(Json(json!({ "cases": cases, "next": next })))
}

async fn open(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<CaseBody>>,
) -> Result<Outcome, Problem> {
    let (draft, items) = body.checked()?;
    state
        .work(&caller, "naming.open", key.as_ref(), None, async |desk| {
            let mut case = service::open(desk, draft).await?;
            if !items.is_empty() {
                (case, _) = service::add_items(desk, case.id, items).await?;
            }
            Ok(answer(StatusCode::CREATED, &case, desk)?.location(told::address(&case)))
        })
        .await
}

async fn show(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let today = office_date(state.clock.now());
    let tx = state.db.read("naming.show").await?;
    let file = service::case_file(&tx, &caller.actor, CaseId(id), today).await?;
    tx.finish().await?;
    Ok(([(header::ETAG, tag(&file.case))], Json(told::file(&file))).into_response())
}

async fn amend(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Body(body): Body<CoverBody>,
) -> Result<Outcome, Problem> {
    let (version, draft) = (if_match::based_on(&headers)?, body.checked(CaseType::Name)?);
    state
        .step(&caller, "naming.amend", None, Some(version), async |desk| service::amend(desk, CaseId(id), draft).await)
        .await
}

async fn features(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("naming.features").await?;
    let items = service::items(&tx, &caller.actor, CaseId(id)).await?;
    tx.finish().await?;
    let headers = [(header::CONTENT_TYPE, "application/geo+json")];
    Ok((headers, told::features(&items).to_string()).into_response())
}

async fn impact(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Value>, Problem> {
    let today = office_date(state.clock.now());
    let tx = state.db.read("naming.impact").await?;
    let (now, kept) = service::case_impact(&tx, &caller.actor, CaseId(id), today).await?;
    tx.finish().await?;
    Ok(Json(json!({ "now": now, "kept": kept })))
}

async fn print(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let snapshot = state.index.snapshot().map_err(Refusal::from)?;
    let today = office_date(state.clock.now());
    let tx = state.db.read("naming.print").await?;
    let paper = service::case_pdf(&tx, &snapshot, &caller.actor, CaseId(id), today).await?;
    tx.finish().await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], paper).into_response())
}

async fn check(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, check)): Path<(Uuid, Uuid)>,
) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("naming.check").await?;
    let (run, result) = service::check_run(&tx, &caller.actor, CaseId(id), check).await?;
    tx.finish().await?;
    Ok(Json(json!({
        "id": run.id, "stage": run.stage, "rules_on": run.rules_on, "at": told::rfc3339(run.at), "actor": run.actor,
        "data_version": run.data_version, "blocks": run.blocks, "warnings": run.warnings, "items": result,
    })))
}

/// The whole case as an answer, as reading it gives it, with what came of the step besides.
pub(super) async fn whole(
    desk: &service::Desk<'_>,
    status: StatusCode,
    id: CaseId,
    besides: Value,
) -> Result<Answer, Problem> {
    let file = service::case_file(desk.tx, desk.actor, id, desk.today).await?;
    let mut document = told::file(&file);
    if let (Value::Object(document), Value::Object(besides)) = (&mut document, besides) {
        document.extend(besides);
    }
    let answer = Answer::json(status, &document)?;
    Ok(answer.etag(tag(&file.case)).location(told::address(&file.case)))
}
