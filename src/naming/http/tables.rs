//! An officer's table becomes a case (`naming::bulk`).

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use super::{
    NamingState,
    cases::whole,
    wire::{LONGEST_LINE, LONGEST_PROSE, township},
};
use crate::{
    http::{
        Access, Language, Operation, Param, Params, Problem, ProblemType, Route, SignedIn,
        content::{line, prose},
        idempotency::{self, Answer, Idempotent, Outcome},
    },
    naming::{
        CaseType,
        bulk::{FileKind, LARGEST_FILE, template_csv, template_xlsx},
        model::CaseDraft,
        policy::OPENERS,
        service,
    },
};

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let template = |path, id, media_type: &'static str, handler| {
        let operation = Operation::new("naming", id, "命名申报表模板", "The table to fill in").answers(
            200,
            media_type,
            json!({ "type": "string", "format": "binary" }),
            "the table",
        );
        Route::new(Method::GET, path, Access::Public, operation, handler)
    };
    vec![
        Route::new(
            Method::POST,
            "/api/v1/naming-cases/table",
            Access::Roles(OPENERS),
            table_operation(),
            post(read_table).with_state(state.clone()),
        )
        .body_limit(LARGEST_FILE + 1)
        .time_limit(std::time::Duration::from_mins(1)),
        template("/api/v1/naming-cases/table-template.xlsx", "tableTemplateXlsx", FileKind::XLSX_MEDIA_TYPE, get(xlsx)),
        template("/api/v1/naming-cases/table-template.csv", "tableTemplateCsv", "text/csv", get(csv)),
    ]
}

fn table_operation() -> Operation {
    let binary = || json!({ "type": "string", "format": "binary" });
    let types = CaseType::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>();
    Operation::new("naming", "openNamingCaseFromTable", "由申报表新建案件", "Open a case from an officer's table")
        .describes(
            "带错误的行不成为条目；没有图形的行按起止道路勾画示意线。dry_run=true 时只检查，不建案。",
            "Rows with an error become no item; rows without a geometry are sketched from the streets at their ends. With \
             dry_run=true nothing is kept.",
        )
        .params([
            Param::query("type", json!({ "type": "string", "enum": types }), "案件类型", "what is applied for").required(),
            Param::query("title", json!({ "type": "string" }), "案件标题", "title of the case").required(),
            Param::query("applicant", json!({ "type": "string" }), "申报单位", "applying unit").required(),
            Param::query("reasons", json!({ "type": "string" }), "申报理由", "why").required(),
            Param::query("township_code", json!({ "type": "string" }), "申报乡镇代码", "the applying township"),
            Param::query("category", json!({ "type": "string" }), "未写类别时的类别，默认 23514", "category of rows that say none"),
            Param::query("dry_run", json!({ "type": "boolean" }), "只检查，不建案", "look, keep nothing"),
            Param::query("file_name", json!({ "type": "string" }), "文件名，用于报告", "name of the file, for the report"),
            idempotency::param(),
        ])
        .body(FileKind::XLSX_MEDIA_TYPE, binary())
        .body("text/csv", json!({ "type": "string" }))
        .body("application/geo+json", json!({ "type": "object" }))
        .answers(200, "application/json", json!({ "type": "object" }), "the report alone: nothing was kept")
        .answers(201, "application/json", json!({ "type": "object" }), "the case and a report row by row")
}

async fn read_table(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    params: Params,
    headers: HeaderMap,
    Idempotent { key, body }: Idempotent<Bytes>,
) -> Result<Outcome, Problem> {
    let kind = kind(&headers)?;
    let draft = CaseDraft {
        case_type: params.parse("type")?.ok_or_else(|| missing("type"))?,
        title: line("title", required(&params, "title")?, LONGEST_LINE)?,
        applicant: line("applicant", required(&params, "applicant")?, LONGEST_LINE)?,
        township_code: township("township_code", params.text("township_code").map(str::to_owned))?,
        reasons: prose("reasons", &required(&params, "reasons")?, LONGEST_PROSE)?,
    };
    let category = params.text("category").unwrap_or("23514").to_owned();
    let file_name = params.text("file_name").unwrap_or("table").to_owned();
    let dry_run = params.parse::<bool>("dry_run")?.unwrap_or(false);
    let table = service::Table { kind, bytes: body.to_vec(), category, file_name };
    state
        .work(&caller, "naming.open_from_table", key.as_ref(), None, async |desk| {
            let (case, report) = service::open_from_table(desk, draft, table, dry_run).await?;
            match case {
                Some(case) => whole(desk, StatusCode::CREATED, case.id, json!({ "report": report })).await,
                None => Answer::json(StatusCode::OK, &json!({ "report": report })),
            }
        })
        .await
}

fn kind(headers: &HeaderMap) -> Result<FileKind, Problem> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    FileKind::of_media_type(media_type).ok_or_else(|| {
        Problem::new(
            ProblemType::UnsupportedMediaType,
            "请以 XLSX、CSV 或 GeoJSON 发送",
            "send it as XLSX, CSV or GeoJSON",
        )
    })
}

fn required(params: &Params, name: &str) -> Result<String, Problem> {
    params.text(name).map(str::to_owned).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> Problem {
    Problem::new(ProblemType::BadRequest, format!("缺少参数 {name}"), format!("the parameter {name} is missing"))
}

async fn xlsx(language: Language) -> Result<Response, Problem> {
    let content = template_xlsx(language).map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, FileKind::XLSX_MEDIA_TYPE)], content).into_response())
}

async fn csv(language: Language) -> Result<Response, Problem> {
    let content = template_csv(language).map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], content).into_response())
}
