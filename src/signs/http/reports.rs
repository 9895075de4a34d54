//! Damage reports of people with an account.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    KEEPERS, READERS, SignsState, answers, json as told,
    signs::named,
    wire::{PositionBody, client_id, photos, photos_schema, position_schema},
};
use crate::{
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{instant, line, prose, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{self, object, text},
    },
    kernel::actor::Role,
    photos::{self, Attached},
    signs::{
        FaceId,
        damage::{
            DamageType, Filter, NewReport, Report, ReportId, ReportState, Severity, Source,
            model::LONGEST_DESCRIPTION,
            service::{self, Verdict},
            state::Action,
        },
        policy::REPORTERS,
        problem::offered,
        service::Clerk,
    },
};

/// Reports of one page: usual and most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let (all, one) = ("/api/v1/damage-reports", "/api/v1/damage-reports/{report_id}");
    let (readers, reporters) = (Access::Roles(READERS), Access::Roles(REPORTERS));
    let step = |action: Action, path, id, body: Value, handler: MethodRouter<SignsState>| {
        let (zh, en) = action.title();
        let operation = Operation::new("signs", id, &format!("损坏报告：{zh}"), &format!("A report is to {en}"))
            .params([report_id(), based_on(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::report(), "the report, with what can be done next");
        Route::new(Method::POST, path, Access::Roles(KEEPERS), operation, handler.with_state(state.clone()))
    };
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::POST, all, reporters, report_operation(), post(report).with_state(state.clone())),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "signs",
                "damageReport",
                "一份损坏报告及其经过",
                "One damage report and what happened to it",
            )
            .params([report_id()])
            .answers(200, "application/json", answers::report(), "the report"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/damage-reports/{report_id}/confirm",
            reporters,
            Operation::new("signs", "confirmDamage", "附议一份未办结的报告", "Somebody else has seen the damage, too")
                .params([report_id(), idempotency::param()])
                .body("application/json", object(&[], json!({ "note": text(1_000, "what else was seen") })))
                .answers(200, "application/json", answers::report(), "the report"),
            post(confirm).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/damage-reports/{report_id}/photos",
            reporters,
            Operation::new("signs", "addDamagePhotos", "补充照片", "Add photos to a report")
                .params([report_id(), idempotency::param()])
                .body("application/json", object(&["photos"], json!({ "photos": photos_schema() })))
                .answers(200, "application/json", answers::report(), "the report"),
            post(add_photos).with_state(state.clone()),
        ),
        step(
            Action::Verify,
            "/api/v1/damage-reports/{report_id}/verify",
            "verifyDamage",
            object(
                &[],
                json!({
                    "sign": text(8, "number of the sign"), "face_id": { "type": "string", "format": "uuid", "nullable": true },
                    "damage": codes(DamageType::ALL.iter().map(|code| code.code()).collect()),
                    "severity": codes(Severity::ALL.iter().map(|code| code.code()).collect()),
                }),
            ),
            post(verify),
        ),
        step(
            Action::MarkDuplicate,
            "/api/v1/damage-reports/{report_id}/mark_duplicate",
            "markDuplicateDamage",
            object(
                &["of"],
                json!({ "of": { "type": "string", "format": "uuid", "description": "the earlier report" } }),
            ),
            post(mark_duplicate),
        ),
        step(
            Action::Forward,
            "/api/v1/damage-reports/{report_id}/forward",
            "forwardDamage",
            object(&["to"], json!({ "to": text(100, "the owner of the sign") })),
            post(forward),
        ),
        step(
            Action::Dismiss,
            "/api/v1/damage-reports/{report_id}/dismiss",
            "dismissDamage",
            object(&["reason"], json!({ "reason": text(1_000, "why") })),
            post(dismiss),
        ),
    ]
}

/// One of these code words.
pub(super) fn codes(codes: Vec<&str>) -> Value {
    json!({ "type": "string", "enum": codes })
}

fn report_id() -> Param {
    schema::id("report_id", "报告编号", "id of the report")
}

/// `If-Match`, which may be there.
pub(super) fn based_on() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "读取时的 ETag；带上则不会覆盖他人的修改",
        "the ETag of what you read; with it nobody else's change is passed over",
    )
}

fn list_operation() -> Operation {
    let several = |codes: Vec<&str>| json!({ "type": "array", "items": { "type": "string", "enum": codes } });
    Operation::new("signs", "damageReports", "损坏报告列表", "Damage reports, the newest number first")
        .params([
            Param::query(
                "state",
                several(ReportState::ALL.iter().map(|code| code.code()).collect()),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query(
                "damage",
                codes(DamageType::ALL.iter().map(|code| code.code()).collect()),
                "损坏类型",
                "what is wrong",
            ),
            Param::query("sign", json!({ "type": "string" }), "标志编号", "number of the sign"),
            Param::query("township", json!({ "type": "string" }), "乡镇代码", "code of the township"),
            Param::query("limit", json!({ "type": "integer" }), "条数", "how many"),
            Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before"),
        ])
        .answers(200, "application/json", answers::page("reports", answers::report()), "reports and `next`")
}

fn report_operation() -> Operation {
    Operation::new("signs", "reportDamage", "上报标志损坏", "Report that a sign is damaged, wrong or gone")
        .describes(
            "同一标志已有同类未办结报告时回答 409 并列出它们（open_reports）；确属另一处损坏的，带 distinct 再报。只有坐标、没有标志编号的报告照收，\
             回答附上最近的标志（nearest_signs）及其同类未办结报告（open_reports）。",
            "Where the sign has open reports of the same damage, 409 lists them as open_reports; confirm one of them, or \
             send yours again with distinct. A report that gives a position and no sign is taken; its answer offers the \
             nearest_signs and the open_reports of the same damage to them.",
        )
        .params([idempotency::param()])
        .body("application/json", report_body())
        .answers(201, "application/json", answers::report(), "the report, with doubts about its position and its photos")
}

/// Schema of [`ReportBody`].
pub(super) fn report_body() -> Value {
    object(
        &["damage", "severity"],
        json!({
            "id": { "type": "string", "format": "uuid", "nullable": true,
                    "description": "UUIDv7 made by the client; the same report sent again is kept once" },
            "damage": codes(DamageType::ALL.iter().map(|code| code.code()).collect()),
            "severity": codes(Severity::ALL.iter().map(|code| code.code()).collect()),
            "source": codes(Source::ALL.iter().map(|code| code.code()).collect()),
            "sign": { "type": "string", "pattern": "^S[0-9]{7}$", "nullable": true, "description": "its number" },
            "face_id": { "type": "string", "format": "uuid", "nullable": true },
            "location": text(200, "where, in words"),
            "position": position_schema(),
            "description": text(LONGEST_DESCRIPTION, "what was seen"),
            "seen_at": { "type": "string", "format": "date-time", "nullable": true, "description": "now unless said" },
            "photos": photos_schema(),
            "distinct": { "type": "boolean", "description": "another damage than that of open reports" },
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportBody {
    id: Option<Uuid>,
    damage: DamageType,
    severity: Severity,
    source: Option<Source>,
    sign: Option<String>,
    face_id: Option<Uuid>,
    location: Option<String>,
    position: Option<PositionBody>,
    description: Option<String>,
    seen_at: Option<String>,
    #[serde(default)]
    photos: Vec<Uuid>,
    #[serde(default)]
    distinct: bool,
}

impl ReportBody {
    /// The report but for its sign.
    pub(super) fn checked(self, role: Role, now: OffsetDateTime) -> Result<(NewReport, Option<String>), Problem> {
        let own = match role {
            Role::FieldCrew => Source::Crew,
            Role::TownshipClerk => Source::Clerk,
            _ => Source::Officer,
        };
        let fix = self.position.as_ref().map(PositionBody::checked).transpose()?;
        let location = self.location.map(|text| line("/location", text, 200)).transpose()?;
        if self.sign.is_none() && fix.is_none() && location.is_none() {
            let (zh, en) = ("请写明标志编号、位置或坐标之一", "say the number of the sign, a location or a position");
            return Err(unfit("/sign", zh, en));
        }
        let report = NewReport {
            id: self.id.map(|id| client_id("/id", id)).transpose()?,
            damage: self.damage,
            severity: self.severity,
            source: self.source.unwrap_or(own),
            sign: None,
            face: self.face_id.map(FaceId),
            location,
            fix,
            description: self.description.map(|text| prose("/description", &text, LONGEST_DESCRIPTION)).transpose()?,
            seen_at: self.seen_at.map_or(Ok(now), |text| instant("/seen_at", &text))?,
            photos: photos(self.photos)?,
            is_distinct: self.distinct,
        };
        Ok((report, self.sign))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteBody {
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotosBody {
    photos: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictBody {
    sign: Option<String>,
    face_id: Option<Uuid>,
    damage: Option<DamageType>,
    severity: Option<Severity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SameBody {
    of: Uuid,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForwardBody {
    to: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    reason: String,
}

async fn list(State(state): State<SignsState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let tx = state.db.read("signs.list_reports").await?;
    let signs = match params.text("sign") {
        Some(number) => Some(vec![named(&tx, number).await?.id.0]),
        None => None,
    };
    let filter = Filter {
        states: params.parse_with("state", |text| text.split(',').map(|code| code.parse().ok()).collect())?,
        damage: params.parse("damage")?,
        signs,
        township_code: params.text("township").map(str::to_owned),
        before: params.text("cursor").map(str::to_owned),
        ..Filter::default()
    };
    let reports = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (reports, next) = page.cut(reports, |last| last.number.clone());
    let reports: Vec<Value> = reports.iter().map(told::report).collect();
    Ok(Json(json!({ "reports": reports, "next": next })))
}

async fn show(State(state): State<SignsState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("signs.show_report").await?;
    let (report, events, photos) = service::find(&tx, ReportId(id)).await?;
    let doubt = service::position_doubt(&tx, &report).await?;
    let awaited = photos::awaited(&tx, service::subject(report.id)).await?;
    tx.finish().await?;
    let mut document = told_with_doubts(&report, &photos);
    if let Value::Object(members) = &mut document {
        members.insert("position_doubt".into(), json!(doubt.map(told::doubt)));
        members.insert("events".into(), events.iter().map(told::event).collect());
        members.insert("photos".into(), photos.iter().map(told::photo).collect());
        members.insert("awaited_photos".into(), json!(awaited));
    }
    Ok(([(header::ETAG, if_match::tag(report.version))], Json(document)).into_response())
}

async fn report(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReportBody>>,
) -> Result<Outcome, Problem> {
    let (mut new, sign) = body.checked(caller.role, state.clock.now())?;
    let offer = new.fix.filter(|_| sign.is_none()).and_then(|fix| state.offer(fix));
    let report = async |clerk: &Clerk<'_>| {
        if let Some(number) = &sign {
            new.sign = Some(named(clerk.tx, number).await?.id);
        }
        let (report, doubt) = clerk.report(new).await?;
        let doubt = doubt.or(offer.as_ref().and_then(|offer| offer.doubt));
        let mut document = told_with_doubts(&report, &service::photos(clerk.tx, report.id).await?);
        if let Value::Object(members) = &mut document {
            members.insert("position_doubt".into(), json!(doubt.map(told::doubt)));
            if let Some(offer) = offer {
                let open = offer.open_reports(clerk.tx, report.damage).await?;
                members.insert("nearest_signs".into(), offer.features);
                members.insert("open_reports".into(), open.iter().map(offered).collect());
            }
        }
        let answer = Answer::json(StatusCode::CREATED, &document)?.etag(if_match::tag(report.version));
        Ok(answer.location(format!("/api/v1/damage-reports/{}", report.id)))
    };
    state.work(&caller, "signs.report", key.as_ref(), report).await
}

/// A report with the doubts about its photos.
fn told_with_doubts(report: &Report, photos: &[Attached]) -> Value {
    let mut document = told::report(report);
    if let Value::Object(members) = &mut document {
        let doubts = service::doubted(report, photos);
        members.insert("photo_doubts".into(), doubts.iter().map(told::photo_doubt).collect());
    }
    document
}

/// A report as the answer to a step.
fn answer(report: &Report) -> Result<Answer, Problem> {
    answer_with(report, &told::report(report))
}

fn answer_with(report: &Report, document: &Value) -> Result<Answer, Problem> {
    Ok(Answer::json(StatusCode::OK, document)?.etag(if_match::tag(report.version)))
}

async fn confirm(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NoteBody>>,
) -> Result<Outcome, Problem> {
    let note = body.note.map(|text| prose("/note", &text, 1_000)).transpose()?;
    let step = async |clerk: &Clerk<'_>| answer(&clerk.confirm(ReportId(id), note.as_deref()).await?);
    state.work(&caller, "signs.confirm_report", key.as_ref(), step).await
}

async fn add_photos(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<PhotosBody>>,
) -> Result<Outcome, Problem> {
    let ids = photos(body.photos)?;
    let step = async |clerk: &Clerk<'_>| {
        let report = clerk.add_photos(ReportId(id), &ids).await?;
        answer_with(&report, &told_with_doubts(&report, &service::photos(clerk.tx, report.id).await?))
    };
    state.work(&caller, "signs.add_report_photos", key.as_ref(), step).await
}

async fn verify(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<VerdictBody>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let step = async |clerk: &Clerk<'_>| {
        let sign = match &body.sign {
            Some(number) => Some(named(clerk.tx, number).await?.id),
            None => None,
        };
        let VerdictBody { face_id, damage, severity, .. } = body;
        let verdict = Verdict { sign, face: face_id.map(FaceId), damage, severity };
        answer(&clerk.verify(ReportId(id), version, verdict).await?)
    };
    state.work(&caller, "signs.verify_report", key.as_ref(), step).await
}

async fn mark_duplicate(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SameBody>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let step = async |clerk: &Clerk<'_>| answer(&clerk.mark_duplicate(ReportId(id), version, ReportId(body.of)).await?);
    state.work(&caller, "signs.mark_duplicate_report", key.as_ref(), step).await
}

async fn forward(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ForwardBody>>,
) -> Result<Outcome, Problem> {
    let (version, to) = (if_match::version(&headers)?, line("/to", body.to, 100)?);
    let step = async |clerk: &Clerk<'_>| answer(&clerk.forward(ReportId(id), version, to).await?);
    state.work(&caller, "signs.forward_report", key.as_ref(), step).await
}

async fn dismiss(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let (version, reason) = (if_match::version(&headers)?, prose("/reason", &body.reason, 1_000)?);
    let step = async |clerk: &Clerk<'_>| answer(&clerk.dismiss(ReportId(id), version, &reason).await?);
    state.work(&caller, "signs.dismiss_report", key.as_ref(), step).await
}
