//! `POST /api/v1/names/check`

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::Method,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Serialize;
use serde_json::{Value, json};
use time::Date;
use tokio::task::spawn_blocking;

use super::{
    Clinic, Examination, PackMark, case_names,
    wire::{self, CheckBody, MOST_NAMES},
};
use crate::{
    db::Db,
    http::{Access, Body, Operation, Problem, Route, seen},
    index::live::Index,
    kernel::{clock::Clock, dates::office_date},
    naming::store::office::office,
    register::service::local_readings,
};

/// What the route needs.
#[derive(Debug, Clone)]
pub struct ClinicState {
    /// The database: what cases know of names.
    pub db: Db,
    /// The register in memory.
    pub index: Arc<Index>,
    /// What day it is.
    pub clock: Clock,
}

/// The routes.
#[must_use]
pub fn routes(state: ClinicState) -> Vec<Route> {
    vec![Route::new(Method::POST, "/api/v1/names/check", Access::SignedIn, operation(), post(check).with_state(state))]
}

/// The names, examined.
#[derive(Debug, Serialize)]
struct Checked {
    on: Date,
    packs: Vec<PackMark>,
    examinations: Vec<Examination>,
}

fn operation() -> Operation {
    Operation::new("naming", "checkNames", "检查拟用地名是否符合命名规则", "Check proposed names against the rules of naming")
        .describes(
            &format!(
                "一次至多 {MOST_NAMES} 个名称，按所给日期施行的规则检查：专名通名、用字、人名企业名、重名、同音、形近、\
                 别名和曾用名、注销的地名、受保护的地名，以及在办和已办案件中的名称。每条意见含规则、严重程度、规则包及其版本、\
                 依据条款、所涉记录、距离和中英文说明。block 不得通过，warn 须由审核人书面说明理由，info 供参考。\
                 只读取，不改动任何数据，因此不用 Idempotency-Key。"
            ),
            &format!(
                "At most {MOST_NAMES} names, held against the rules in force on the day: parts, characters, persons and \
                 companies, names that are the same, sound or look the same, other and former names, cancelled and protected \
                 names, and names in open and earlier cases. Each verdict has its rule, severity, rule pack and version, \
                 legal clause, matched record, distance and a sentence in Chinese and English. `block` cannot pass, `warn` \
                 takes a reviewer's written reason, `info` is worth knowing. It reads only, so there is no Idempotency-Key."
            ),
        )
        .body("application/json", wire::schema())
        .answers(200, "application/json", answer(), "an examination of each name, in their order")
}

fn answer() -> Value {
    let text = json!({ "type": "object", "properties": { "zh": { "type": "string" }, "en": { "type": "string" } } });
    let severity = json!({ "type": "string", "enum": ["block", "warn", "info"] });
    json!({ "type": "object", "required": ["on", "packs", "examinations"], "properties": {
        "on": { "type": "string", "format": "date" },
        "packs": { "type": "array", "items": { "type": "object" } },
        "examinations": { "type": "array", "items": { "type": "object", "properties": {
            "name": { "type": "string" }, "pinyin": { "type": "string" }, "subject": { "type": "string" },
            "scope": { "type": "object", "description": "among which names it was compared" },
            "worst": { "type": "string", "nullable": true, "enum": ["block", "warn", "info"] },
            "settleable": { "type": "array", "items": { "type": "string" },
                            "description": "keys of the verdicts that a reviewer can settle" },
            "complete": { "type": "boolean", "description": "false if a search gave up" },
            "verdicts": { "type": "array", "items": { "type": "object", "properties": {
                "rule": { "type": "string" }, "severity": severity, "finding": { "type": "string" },
                "pack": { "type": "object" }, "clause": text, "matched": { "type": "object", "nullable": true },
                "needs_person": { "type": "boolean" }, "text": text, "key": { "type": "string" },
            } } },
        } } },
    } })
}

async fn check(State(state): State<ClinicState>, Body(body): Body<CheckBody>) -> Result<Response, Problem> {
    let book = body.book(office_date(state.clock.now()))?;
    let candidates = body.candidates(&book)?;
    let tx = state.db.read("naming_clinic.check").await?;
    let readings = local_readings(&tx).await?;
    let cases = case_names(&tx, &candidates, &readings).await?;
    let county_code = office(&tx).await?.county_code;
    tx.finish().await?;
    let snapshot = state.index.snapshot()?;
    CheckBody::check_divisions(&candidates, &county_code, &snapshot)?;
    let version = snapshot.version;
    // Many names at once take a while: on a thread where they hold up nobody.
    let examined = spawn_blocking(move || {
        let clinic = Clinic { snapshot: &snapshot, book: &book, cases: &cases, readings: &readings };
        Checked { on: book.day, packs: book.packs(), examinations: clinic.examine(&candidates) }
    });
    let checked = examined.await.map_err(|failed| Problem::internal(&failed))?;
    let mut response = Json(checked).into_response();
    seen::tell(response.headers_mut(), version);
    Ok(response)
}
