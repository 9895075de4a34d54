//! Imports over the wire: the body is the file itself.

mod spool;

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Path, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    BadRows, ImportError, ImportId, ImportOptions, ImportReport, Importable, Mode, Outcome, Severity, import_within,
    put_on_record, service::record_unkept, store,
};
use crate::{
    db::Db,
    http::{
        Access, Operation, Param, Params, Problem, ProblemType, Route, SignedIn, Text,
        idempotency::{self, Answer, Key, once},
    },
    index::live::Index,
    kernel::{
        actor::{Actor, Role},
        crs::{SourceCrs, UnknownCrs},
        ids::Ids,
    },
    reader::{FileFormat, ReadOptions, Reader},
};

/// Largest file that comes over the wire, in bytes; larger ones go through the command line.
const LARGEST_FILE: usize = 64 << 20;

/// Largest feature or record in such a file, in bytes.
const LARGEST_FEATURE: usize = 4 << 20;

/// A file of the largest size, imported.
const TIME_LIMIT: Duration = Duration::from_mins(10);

/// How long an answer waits until the index shows what was imported.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);

/// Faults that a refusal lists; the report has them all.
const FAULTS_TOLD: usize = 100;

/// Who keeps the register. Divisions are drawn by those who keep their boundaries, too.
const IMPORTERS: Access = Access::Roles(&[Role::NamingOfficer]);
const IMPORTERS_OF_DIVISIONS: Access = Access::Roles(&[Role::NamingOfficer, Role::BoundaryOfficer]);
const READERS: Access = Access::Roles(&[Role::NamingOfficer, Role::BoundaryOfficer, Role::Leader, Role::Auditor]);

/// What the handlers need.
#[derive(Debug, Clone)]
pub struct ImportsState {
    /// The database.
    pub db: Db,
    /// Makes identifiers.
    pub ids: Ids,
    /// Waited for, so that a client finds what it imported.
    pub index: Arc<Index>,
}

/// The routes of this slice.
#[must_use]
pub fn routes(state: &ImportsState) -> Vec<Route> {
    let mut routes: Vec<Route> = Importable::ALL.map(|collection| import_route(state, collection)).into();
    routes.push(Route::new(
        Method::GET,
        "/api/v1/imports/{id}",
        READERS,
        Operation::new("imports", "getImport", "查看一次导入的报告", "The report of one import")
            .params([Param::path("id", json!({ "type": "string", "format": "uuid" }), "导入编号", "import")])
            .answers(200, "application/json", report_schema(), "the report"),
        get(show).with_state(state.clone()),
    ));
    routes
}

/// `POST /api/v1/imports/{collection}`, spelled out so that each collection has its own importers.
fn import_route(state: &ImportsState, collection: Importable) -> Route {
    let (path, id, access) = match collection {
        Importable::Divisions => ("/api/v1/imports/divisions", "importDivisions", IMPORTERS_OF_DIVISIONS),
        Importable::BuiltUpAreas => ("/api/v1/imports/built-up-areas", "importBuiltUpAreas", IMPORTERS),
        Importable::Places => ("/api/v1/imports/places", "importPlaces", IMPORTERS),
        Importable::Streets => ("/api/v1/imports/streets", "importStreets", IMPORTERS),
        Importable::Names => ("/api/v1/imports/names", "importNames", IMPORTERS),
    };
    let handler = post(run).with_state((state.clone(), collection));
    Route::new(Method::POST, path, access, import_operation(id), handler).time_limit(TIME_LIMIT)
}

fn import_operation(id: &'static str) -> Operation {
    let word = |words: Vec<&str>| json!({ "type": "string", "enum": words });
    let flag = || json!({ "type": "boolean", "default": false });
    Operation::new("imports", id, "导入文件", "Import a file")
        .params([
            Param::query(
                "format",
                word(vec!["geojson", "geojsonseq", "csv"]),
                "格式；默认按 Content-Type",
                "format; by Content-Type unless said",
            ),
            Param::query(
                "source_crs",
                word(SourceCrs::ALL.map(SourceCrs::code).to_vec()),
                "文件的坐标系，默认 4490",
                "reference system of the file, 4490 unless said",
            ),
            Param::query("dry_run", flag(), "试运行，不改动登记簿", "check everything and keep nothing"),
            Param::query("skip_bad_rows", flag(), "跳过无法保存的行", "leave out rows that cannot be kept"),
            Param::query("illustrative", flag(), "未注明的行为示意数据", "rows that do not say are for demonstration"),
            Param::query(
                "category",
                json!({ "type": "string" }),
                "未注明的行的类别代码",
                "category of rows that give none",
            ),
            idempotency::param(),
            Param::query("file_name", json!({ "type": "string", "maxLength": 255 }), "文件名", "name for the record"),
        ])
        .body("application/octet-stream", json!({ "type": "string", "format": "binary" }))
        .answers(200, "application/json", report_schema(), "a dry run: what would come of it")
        .answers(201, "application/json", report_schema(), "imported")
}

fn report_schema() -> Value {
    json!({ "type": "object", "required": ["id", "outcome", "rows", "kept", "refused", "counts", "findings"] })
}

async fn run(
    State((state, collection)): State<(ImportsState, Importable)>,
    SignedIn(caller): SignedIn,
    params: Params,
    request: Request,
) -> Result<Response, Problem> {
    let format = format_of(&params, request.headers())?;
    let options = options_of(&params, collection)?;
    let (parts, body) = request.into_parts();
    let spool = spool::take(body, LARGEST_FILE).await?;
    let key = Key::of(&parts, spool.digest())?;
    let reading = ReadOptions {
        source_crs: declared_crs(&params)?,
        max_feature_bytes: LARGEST_FEATURE,
        ..ReadOptions::default()
    };
    let source = spool::read(spool, format, reading).await?;
    state.run(&caller.actor, key.as_ref(), source, &options).await
}

impl ImportsState {
    /// Imports a file unless this very request was answered before; waits until the index shows what was kept.
    async fn run(
        &self,
        actor: &Actor,
        key: Option<&Key>,
        source: Reader,
        options: &ImportOptions,
    ) -> Result<Response, Problem> {
        let (began, mut unkept) = (self.db.clock().now(), None);
        let outcome = once(&self.db, "imports.run", actor, key, async |tx| {
            tx.lift_time_limit().await?;
            let mut report = import_within(tx, &self.db, &self.ids, source, options, |_| {}).await?;
            if report.outcome != Outcome::Committed {
                // Whatever was written is undone with this refusal; the report outlives it.
                let refusal = refused(&report);
                unkept = Some(report);
                return Err(refusal);
            }
            put_on_record(tx, &report, options, actor, began).await?;
            report.data_version = tx.number().await?;
            Ok(Answer::json(StatusCode::CREATED, &report.document())?.location(location(&report)))
        })
        .await;
        if let Some(report) = unkept {
            record_unkept(&self.db, &report, options, actor, began).await?;
            return answer(&report);
        }
        Ok(outcome?.shown(&self.index, SHOWN_WITHIN).await.into_response())
    }
}

async fn show(State(state): State<ImportsState>, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let unknown = || Problem::not_found("导入记录", "import");
    let id: ImportId = id.parse().map_err(|_| unknown())?;
    let tx = state.db.read("imports.show").await?;
    let report = store::find(&tx, id).await?;
    tx.finish().await?;
    report.map(|report| Json(report.document())).ok_or_else(unknown)
}

fn options_of(params: &Params, collection: Importable) -> Result<ImportOptions, Problem> {
    let name = params.text("file_name").unwrap_or("upload").chars().take(255).collect::<String>();
    let mode = if params.parse("dry_run")?.unwrap_or(false) { Mode::DryRun } else { Mode::Commit };
    let skip = params.parse("skip_bad_rows")?.unwrap_or(false);
    Ok(ImportOptions {
        source_crs: declared_crs(params)?.unwrap_or(SourceCrs::Cgcs2000),
        mode,
        bad_rows: if skip { BadRows::Skip } else { BadRows::RefuseFile },
        illustrative: params.parse("illustrative")?.unwrap_or(false),
        category: params.text("category").map(str::to_owned),
        ..ImportOptions::new(collection, &name)
    })
}

fn declared_crs(params: &Params) -> Result<Option<SourceCrs>, Problem> {
    params.parse_saying("source_crs", UnknownCrs::text)
}

/// What the sender says, else what the media type says.
fn format_of(params: &Params, headers: &HeaderMap) -> Result<FileFormat, Problem> {
    if let Some(format) = params.parse("format")? {
        return Ok(format);
    }
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    FileFormat::from_media_type(media_type).ok_or_else(|| {
        Problem::new(
            ProblemType::UnsupportedMediaType,
            "请以 application/geo+json、application/geo+json-seq 或 text/csv 发送，或用参数 format 说明",
            "send it as application/geo+json, application/geo+json-seq or text/csv, or name its format",
        )
    })
}

/// Where the report is kept.
fn location(report: &ImportReport) -> String {
    format!("/api/v1/imports/{}", report.id)
}

/// 200 after a dry run, a problem with the first refusals when the file was refused.
fn answer(report: &ImportReport) -> Result<Response, Problem> {
    match report.outcome {
        Outcome::Committed | Outcome::DryRun => {
            Ok(([(header::LOCATION, location(report))], Json(report.document())).into_response())
        }
        Outcome::Refused => Err(refused(report)),
    }
}

fn refused(report: &ImportReport) -> Problem {
    let Text { zh, en } = report.summary();
    let problem = Problem::new(ProblemType::Unprocessable, zh, en)
        .with("id", report.id.to_string())
        .with("rows", report.rows)
        .with("refused", report.refused);
    report
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Refusal)
        .take(FAULTS_TOLD)
        .fold(problem, |problem, finding| problem.at(format!("/rows/{}", finding.row), finding.sentence()))
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let Text { zh, en } = error.text();
        match error {
            ImportError::Read(_) => Self::new(ProblemType::Unprocessable, zh, en),
            ImportError::Conflict { .. } => Self::new(ProblemType::Conflict, zh, en),
            ImportError::Db(error) => error.into(),
            ImportError::LocalReading(_) | ImportError::BrokeOff => Self::internal(&error),
        }
    }
}
